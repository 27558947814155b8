namespace Gan.Core.Tests.Training;

/// <summary>A set that is read ahead trains as one that lies on the device.</summary>
public class StreamingTests
{
    private static readonly Lazy<SortedDictionary<string, string>> Resident = new(() => Train(Gan(long.MaxValue), Pictures()));

    [Fact]
    public void Streamed_pictures_train_the_bits_of_resident_ones() => Train(Gan(0), Pictures()).Should().Equal(Resident.Value);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_streamed_run_that_is_cancelled_and_resumed_changes_no_bit(int steps)
    {
        TrainingState state = TrainingStates.After(steps, Gan(0), Pictures());
        Train(Gan(0), Pictures(), state).Should().Equal(Resident.Value);
        Train(Gan(long.MaxValue), Pictures(), state).Should().Equal(Resident.Value);
        state.DisposeTensors();
    }

    [Fact]
    public void Classes_are_streamed_with_the_pictures()
    {
        Labels(MaxResidentBytes: 0).Should().BeEquivalentTo(Labels(long.MaxValue), options => options.WithStrictOrdering());

        static List<long[]?> Labels(long MaxResidentBytes)
        {
            using OwnGenerator generator = new(classCount: 3);
            using OwnDiscriminator discriminator = new(classCount: 3);
            using GanTrainer trainer = Gan(MaxResidentBytes).WithGenerator(generator).WithDiscriminator(discriminator).Build();
            discriminator.Labels.Clear();
            trainer.Train(TestData.Pictures(count: 13, classes: 3));
            return discriminator.Labels;
        }
    }

    [Fact]
    public void After_a_return_to_an_earlier_state_the_stream_follows()
    {
        TrainRollingBack(maxResidentBytes: 0).Should().Equal(TrainRollingBack(long.MaxValue));

        static SortedDictionary<string, string> TrainRollingBack(long maxResidentBytes)
        {
            HookedLoss loss = new() { OnDiscriminator = (call, value) => call is 2 or 6 ? value.mul(float.NaN) : value };
            using GanTrainer trainer = Gan(maxResidentBytes).WithLoss(loss)
                .WithOptions(options => options with { NonFinitePolicy = NonFinitePolicy.RollBack }).Build();
            trainer.Train(Pictures());
            loss.DiscriminatorCalls.Should().BeGreaterThan((int)trainer.Position.Step + 1, "steps were done again");
            return trainer.CaptureState().Bits();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_size_decides_and_a_set_of_just_that_size_is_resident(int missing)
    {
        ImageDataset pictures = Pictures();
        WatchedDataset set = new(pictures);
        Train(Gan((13 * pictures.Shape.ValueCount) - missing), set).Should().Equal(Resident.Value);
        set.Reads.Select(read => read.Thread).Distinct().Should().ContainSingle().Which.Should()
            .Match<Thread>(thread => thread == Thread.CurrentThread == (missing == 0));
    }

    [Fact]
    public void What_the_set_throws_reaches_the_caller_and_no_step_is_half_done()
    {
        WatchedDataset set = new(Pictures()) { Reading = reading => FailAt(reading, 19) };
        RecordingObserver observer = new();
        using GanTrainer trainer = Gan(0).Observe(observer).Build();
        long before = LiveTensors.Count;

        trainer.Invoking(it => it.Train(set)).Should().Throw<InvalidDataException>().Which.StackTrace.Should().Contain(nameof(FailAt));
        observer.Outcome.Should().Be(TrainingOutcome.Failed);
        trainer.Position.Step.Should().Be(4);
        set.Reads.Should().OnlyContain(read => !read.Thread.IsAlive);
        LiveTensors.Count.Should().Be(before);

        trainer.Train(Pictures());
        trainer.CaptureState().Bits().Should().Equal(Resident.Value);
    }

    [Fact]
    public void A_cancellation_that_only_the_set_knows_of_is_a_failure()
    {
        WatchedDataset set = new(Pictures()) { Reading = _ => throw new OperationCanceledException() };
        RecordingObserver observer = new();
        using GanTrainer trainer = Gan(0).Observe(observer).Build();
        trainer.Invoking(it => it.Train(set)).Should().Throw<OperationCanceledException>();
        observer.Outcome.Should().Be(TrainingOutcome.Failed);
    }

    [Fact]
    public void Cancelled_while_it_waits_for_pictures_the_run_ends_in_the_state_of_the_last_step()
    {
        using CancellationTokenSource cancellation = new();
        WatchedDataset set = new(Pictures())
        {
            Reading = reading =>
            {
                if (reading == 14)
                {
                    cancellation.Cancel();
                }
            },
        };
        RecordingObserver observer = new();
        using GanTrainer trainer = Gan(0).Observe(observer).Build();
        long before = LiveTensors.Count;

        trainer.Invoking(it => it.Train(set, cancellationToken: cancellation.Token)).Should().Throw<OperationCanceledException>()
            .Which.CancellationToken.Should().Be(cancellation.Token);
        observer.Outcome.Should().Be(TrainingOutcome.Cancelled);
        trainer.Position.Step.Should().BeInRange(0, 3);
        set.Reads.Should().HaveCount(14).And.OnlyContain(read => !read.Thread.IsAlive);
        LiveTensors.Count.Should().Be(before);

        trainer.Train(Pictures());
        trainer.CaptureState().Bits().Should().Equal(Resident.Value);
    }

    [Fact]
    public void Streaming_leaves_no_tensor()
    {
        List<long> alive = [];
        RecordingObserver observer = new() { Tick = _ => alive.Add(LiveTensors.Count) };
        using GanTrainer trainer = Gan(0).Observe(observer).Build();
        long before = LiveTensors.Count;
        trainer.Train(Pictures());

        alive.Should().HaveCount(6).And.OnlyContain(count => count == alive[0]);
        LiveTensors.Count.Should().Be(before);
    }

    /// <summary>Three epochs of three steps, with ticks of two and one.</summary>
    private static GanBuilder Gan(long maxResidentBytes) =>
        TestData.Gan().WithOptions(options => options with { StepsPerTick = 2, MaxResidentBytes = maxResidentBytes });

    private static ImageDataset Pictures() => TestData.Pictures(count: 13);

    private static SortedDictionary<string, string> Train(GanBuilder builder, IImageDataset pictures, TrainingState? from = null)
    {
        using GanTrainer trainer = builder.Build();
        if (from is not null)
        {
            trainer.RestoreState(from);
        }

        trainer.Train(pictures);
        return trainer.CaptureState().Bits();
    }

    private static void FailAt(int reading, int number)
    {
        if (reading == number)
        {
            throw new InvalidDataException($"reading {reading}");
        }
    }
}
