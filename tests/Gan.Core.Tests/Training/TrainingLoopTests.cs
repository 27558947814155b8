namespace Gan.Core.Tests.Training;

public class TrainingLoopTests
{
    [Theory]
    [InlineData(1, new long[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, new long[] { 2, 4, 6 })]
    [InlineData(100, new long[] { 2, 4, 6 })]
    public void Steps_epochs_and_ticks_are_counted(int stepsPerTick, long[] ticks)
    {
        RecordingObserver observer = new();
        using GanTrainer trainer = Gan(stepsPerTick).Observe(observer).Build();
        TrainingResult result = trainer.Train(TestData.Pictures());

        (result.Epochs, result.Steps, result.Images).Should().Be((3, 6, 24));
        result.History.Select(entry => entry.Step).Should().Equal(ticks);
        result.History.Select(entry => entry.Epoch).Should().Equal(ticks.Select(step => (int)(step + 1) / 2));
        result.History.Select(entry => entry.Images).Should().Equal(ticks.Select(step => step * 4));
        result.History.Should().Equal(trainer.History);
        trainer.Position.Should().Be(new TrainingPosition { Epoch = 3, Step = 6, Images = 24 });
        observer.Progress.Select(progress => progress.Step).Should().Equal(ticks);
    }

    [Fact]
    public void A_tick_ends_with_the_epoch_even_when_it_is_short()
    {
        using GanTrainer trainer = Gan(stepsPerTick: 2).WithEpochs(2).Build();
        trainer.Train(TestData.Pictures(count: 13)).History.Select(entry => (entry.Epoch, entry.Step))
            .Should().Equal((1, 2), (1, 3), (2, 5), (2, 6));
    }

    [Fact]
    public void The_history_holds_the_mean_of_the_steps_of_a_tick()
    {
        using GanTrainer single = Gan(stepsPerTick: 1).Build();
        using GanTrainer pairs = Gan(stepsPerTick: 2).Build();
        HistoryEntry[] steps = [.. single.Train(TestData.Pictures()).History];
        HistoryEntry[] means = [.. pairs.Train(TestData.Pictures()).History];

        for (int tick = 0; tick < 3; tick++)
        {
            foreach (Func<HistoryEntry, double> value in new Func<HistoryEntry, double>[]
            {
                entry => entry.DiscriminatorLoss, entry => entry.GeneratorLoss, entry => entry.RealScore, entry => entry.FakeScore,
            })
            {
                value(means[tick]).Should().BeApproximately((value(steps[2 * tick]) + value(steps[2 * tick + 1])) / 2, 1e-6);
            }
        }

        steps.Should().OnlyContain(entry => entry.RealScore > 0 && entry.RealScore < 1 && entry.FakeScore > 0 && entry.FakeScore < 1);
    }

    [Fact]
    public void Progress_tells_speed_and_remaining_time()
    {
        ManualTime time = new();
        List<TrainingProgress> told = [];
        RecordingObserver observer = new();
        HookedLoss loss = new()
        {
            OnDiscriminator = (_, value) =>
            {
                time.Advance(seconds: 0.5);
                return value;
            },
        };
        using GanTrainer trainer = Gan(stepsPerTick: 2).WithTime(time).WithLoss(loss).Observe(observer).Build();
        TrainingResult result = trainer.Train(TestData.Pictures(), new ImmediateProgress(told.Add));

        told.Select(progress => (progress.Epoch, progress.Epochs, progress.Step, progress.TotalSteps))
            .Should().Equal((1, 3, 2, 6), (2, 3, 4, 6), (3, 3, 6, 6));
        told.Select(progress => progress.Elapsed.TotalSeconds).Should().Equal(1, 2, 3);
        told.Select(progress => progress.Remaining.TotalSeconds).Should().Equal(2, 1, 0);
        told.Should().OnlyContain(progress => progress.ImagesPerSecond == 8);
        told.Select(progress => (progress.DiscriminatorLoss, progress.GeneratorLoss, progress.RealScore, progress.FakeScore))
            .Should().Equal(result.History.Select(entry => (entry.DiscriminatorLoss, entry.GeneratorLoss, entry.RealScore, entry.FakeScore)));
        observer.Progress.Should().Equal(told);
        result.Elapsed.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Time_that_observers_take_does_not_slow_the_steps_and_a_resumed_run_counts_its_own()
    {
        ManualTime time = new();
        List<TrainingProgress> told = [];
        HookedLoss loss = new()
        {
            OnDiscriminator = (_, value) =>
            {
                time.Advance(seconds: 0.5);
                return value;
            },
        };
        TrainingState half = TrainingStates.After(steps: 2, Gan(stepsPerTick: 2));
        using GanTrainer trainer = Gan(stepsPerTick: 2).WithTime(time).WithLoss(loss)
            .Observe(new RecordingObserver { Starting = it => it.RestoreState(half), Tick = _ => time.Advance(seconds: 10) }).Build();
        trainer.Train(TestData.Pictures(), new ImmediateProgress(told.Add));
        half.DisposeTensors();

        told.Select(progress => progress.Step).Should().Equal(4, 6);
        told.Should().OnlyContain(progress => progress.ImagesPerSecond == 8);
        told.Select(progress => progress.Elapsed.TotalSeconds).Should().Equal(1, 12);
        told.Select(progress => progress.Remaining.TotalSeconds).Should().Equal(1, 0);
    }

    [Fact]
    public void Observers_are_called_in_the_order_of_the_run_and_of_their_adding()
    {
        List<string> calls = [];
        using GanTrainer trainer = Gan(stepsPerTick: 1).WithEpochs(1)
            .Observe(new RecordingObserver("a ", calls)).Observe(new RecordingObserver("b ", calls)).Build();
        trainer.Train(TestData.Pictures());

        calls.Should().Equal(
            "a starting",
            "b starting",
            "a started",
            "b started",
            "a tick 1",
            "b tick 1",
            "a tick 2",
            "a epoch 1",
            "b tick 2",
            "b epoch 1",
            "a ended Completed",
            "b ended Completed");
    }

    [Fact]
    public void A_state_that_is_restored_at_the_start_is_gone_on_from()
    {
        TrainingState end = TrainingStates.After(steps: 6, Gan(stepsPerTick: 1));
        RecordingObserver observer = new() { Starting = it => it.RestoreState(end) };
        using GanTrainer trainer = Gan(stepsPerTick: 1).WithEpochs(4).Observe(observer).Build();
        TrainingResult result = trainer.Train(TestData.Pictures());
        end.DisposeTensors();

        observer.Calls.Should().Equal("starting", "started", "tick 7", "tick 8", "epoch 4", "ended Completed");
        result.History.Select(entry => entry.Step).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Fact]
    public void A_trainer_that_has_done_its_epochs_returns_at_once()
    {
        RecordingObserver observer = new();
        using GanTrainer trainer = Gan(stepsPerTick: 1).Observe(observer).Build();
        trainer.Train(TestData.Pictures());
        var before = trainer.CaptureState().Bits();
        observer.Calls.Clear();
        TrainingResult again = trainer.Train(TestData.Pictures());

        again.Steps.Should().Be(6);
        again.History.Should().HaveCount(6);
        observer.Calls.Should().Equal("starting", "started", "ended Completed");
        trainer.CaptureState().Bits().Should().Equal(before);
    }

    [Fact]
    public void A_failing_observer_ends_the_run_and_the_others_are_told()
    {
        RecordingObserver failing = new() { Tick = _ => throw new IOException("disk full") };
        RecordingObserver other = new();
        using GanTrainer trainer = Gan(stepsPerTick: 1).Observe(failing).Observe(other).Build();
        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<IOException>().WithMessage("disk full");
        failing.Outcome.Should().Be(TrainingOutcome.Failed);
        other.Calls.Should().Equal("starting", "started", "ended Failed");
    }

    [Fact]
    public void A_network_that_is_in_inference_mode_stays_so()
    {
        using OwnGenerator generator = new();
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).Build();
        trainer.Generator.Network.eval();
        trainer.Discriminator.Network.eval();
        trainer.Train(TestData.Pictures());

        generator.Calls.Should().OnlyContain(call => !call.Training);
        trainer.Discriminator.Network.training.Should().BeFalse();
    }

    [Theory]
    [InlineData("hinge")]
    [InlineData("least-squares")]
    public void Other_losses_train(string name)
    {
        using GanTrainer trainer = TestData.Gan()
            .WithLoss(name == "hinge" ? AdversarialLosses.Hinge : AdversarialLosses.LeastSquares).Build();
        trainer.Objective.Loss.Name.Should().Be(name);
        trainer.Train(TestData.Pictures()).Steps.Should().Be(6);
    }

    private static GanBuilder Gan(int stepsPerTick) => TestData.Gan().WithOptions(options => options with { StepsPerTick = stepsPerTick });
}
