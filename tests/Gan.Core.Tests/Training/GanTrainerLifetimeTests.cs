using TorchSharp;

namespace Gan.Core.Tests.Training;

public class GanTrainerLifetimeTests
{
    [Fact]
    public void No_step_and_no_tick_leaves_a_tensor()
    {
        List<long> alive = [];
        RecordingObserver observer = new() { Tick = _ => alive.Add(LiveTensors.Count) };
        using GanTrainer trainer = TestData.Gan().WithEpochs(10)
            .WithOptions(options => options with { StepsPerTick = 1 }).Observe(observer).Build();
        trainer.Train(TestData.Pictures());

        alive.Should().HaveCount(20).And.OnlyContain(count => count == alive[0]);
    }

    [Fact]
    public void Training_leaves_no_tensor()
    {
        using GanTrainer trainer = TestData.Gan().Build();
        long before = LiveTensors.Count;
        trainer.Train(TestData.Pictures());
        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void A_run_that_fails_leaves_no_tensor()
    {
        HookedLoss loss = new() { OnGenerator = (call, value, _) => call == 3 ? throw new NotSupportedException("no") : value };
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Build();
        long before = LiveTensors.Count;
        trainer.Invoking(it => it.Train(TestData.Pictures())).Should().Throw<NotSupportedException>();
        LiveTensors.Count.Should().Be(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_that_fails_leaves_no_gradient_on_a_weight(bool inTheGeneratorsTurn)
    {
        HookedLoss loss = new()
        {
            OnDiscriminator = (call, value) => call == 3 && !inTheGeneratorsTurn ? Fail(value) : value,
            OnGenerator = (call, value, _) => call == 3 ? Fail(value) : value,
        };
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Build();
        trainer.Invoking(it => it.Train(TestData.Pictures())).Should().Throw<NotSupportedException>();

        trainer.Position.Step.Should().Be(2);
        trainer.Generator.Network.parameters().Concat(trainer.Discriminator.Network.parameters())
            .Should().NotBeEmpty().And.OnlyContain(weight => ReferenceEquals(weight.grad, null));

        static torch.Tensor Fail(torch.Tensor value)
        {
            value.backward();
            throw new NotSupportedException("no");
        }
    }

    [Fact]
    public void Training_in_a_scope_leaves_the_trainer_usable()
    {
        using GanTrainer trainer = TestData.Gan().Build();
        using (torch.NewDisposeScope())
        {
            trainer.Train(TestData.Pictures());
        }

        trainer.RestoreState(trainer.CaptureState());
        trainer.Generator.Sample(1, seed: 0).Dispose();
    }

    [Fact]
    public async Task TrainAsync_trains_on_a_thread_of_its_own_and_gives_the_same_bits()
    {
        List<string?> threads = [];
        RecordingObserver observer = new() { Tick = _ => threads.Add(Thread.CurrentThread.Name) };
        using GanTrainer trainer = TestData.Gan().Observe(observer).Build();
        TrainingResult result = await trainer.TrainAsync(TestData.Pictures());

        using GanTrainer here = TestData.Gan().Build();
        here.Train(TestData.Pictures());
        result.Steps.Should().Be(6);
        threads.Should().Equal("Gan.Core training", "Gan.Core training", "Gan.Core training");
        trainer.CaptureState().Bits().Should().Equal(here.CaptureState().Bits());
    }

    [Fact]
    public async Task TrainAsync_leaves_no_tensor_on_its_thread()
    {
        long started = -1, ended = -1;
        RecordingObserver observer = new()
        {
            Starting = _ => started = LiveTensors.Count,
            Ended = _ => ended = LiveTensors.Count,
        };
        using GanTrainer trainer = TestData.Gan().Observe(observer).Build();
        long states = trainer.CaptureState().Tensors.Count;
        await trainer.TrainAsync(TestData.Pictures());

        started.Should().Be(3); // The pictures, their labels, and the caller's random generator as it was.
        (ended - started).Should().Be(states + 1); // The copy of the last good state and the order of the epoch, which go with the run.
    }

    [Fact]
    public async Task TrainAsync_ends_as_Train_would()
    {
        HookedLoss loss = new() { OnGenerator = (call, value, _) => call == 1 ? throw new NotSupportedException("no") : value };
        using GanTrainer failing = TestData.Gan().WithLoss(loss).Build();
        using GanTrainer cancelled = TestData.Gan().Build();

        await failing.Awaiting(it => it.TrainAsync(TestData.Pictures())).Should().ThrowAsync<NotSupportedException>().WithMessage("no");
        Task<TrainingResult> run = cancelled.TrainAsync(TestData.Pictures(), cancellationToken: new CancellationToken(canceled: true));
        await FluentActions.Awaiting(() => run).Should().ThrowAsync<OperationCanceledException>();
        run.IsCanceled.Should().BeTrue();
    }

    [Fact]
    public async Task A_trainer_trains_once_at_a_time()
    {
        using GanTrainer trainer = TestData.Gan().Observe(new RecordingObserver
        {
            Tick = it => it.Invoking(busy => busy.Train(TestData.Pictures())).Should().Throw<InvalidOperationException>()
                .WithMessage("This trainer is training already: wait for it, or build another."),
        }).Build();
        (await trainer.TrainAsync(TestData.Pictures())).Steps.Should().Be(6);
    }

    [Fact]
    public async Task A_second_thread_is_refused_while_the_first_trains()
    {
        using ManualResetEventSlim training = new(), go = new();
        using GanTrainer trainer = TestData.Gan().Observe(new RecordingObserver
        {
            Starting = _ =>
            {
                training.Set();
                go.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
            },
        }).Build();
        Task<TrainingResult> run = trainer.TrainAsync(TestData.Pictures());
        training.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();

        trainer.Invoking(it => it.Train(TestData.Pictures())).Should().Throw<InvalidOperationException>();
        await trainer.Awaiting(it => it.TrainAsync(TestData.Pictures())).Should().ThrowAsync<InvalidOperationException>();
        go.Set();
        (await run).Steps.Should().Be(6);
    }

    [Fact]
    public async Task A_disposed_trainer_is_refused()
    {
        GanTrainer trainer = TestData.Gan().Build();
        TrainingState state = trainer.CaptureState();
        trainer.Dispose();
        trainer.Dispose();

        trainer.Invoking(it => it.Train(TestData.Pictures())).Should().Throw<ObjectDisposedException>();
        trainer.Invoking(it => it.CaptureState()).Should().Throw<ObjectDisposedException>();
        trainer.Invoking(it => it.RestoreState(state)).Should().Throw<ObjectDisposedException>();
        await trainer.Awaiting(it => it.TrainAsync(TestData.Pictures())).Should().ThrowAsync<ObjectDisposedException>();
    }
}
