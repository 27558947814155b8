using TorchSharp;

namespace Gan.Core.Tests.Training;

public class CancellationTests
{
    [Fact]
    public void Cancelled_before_the_first_step_nothing_is_trained()
    {
        RecordingObserver observer = new();
        using GanTrainer trainer = TestData.Gan().Observe(observer).Build();
        var before = trainer.CaptureState().Bits();
        Action train = () => trainer.Train(TestData.Pictures(), cancellationToken: new CancellationToken(canceled: true));

        train.Should().Throw<OperationCanceledException>().Which.CancellationToken.IsCancellationRequested.Should().BeTrue();
        observer.Calls.Should().Equal("starting", "started", "ended Cancelled");
        trainer.Position.Should().Be(TrainingPosition.Start);
        trainer.CaptureState().Bits().Should().Equal(before);
    }

    [Fact]
    public void Cancelled_in_a_step_that_step_is_finished_and_its_state_is_whole()
    {
        using CancellationTokenSource cancellation = new();
        HookedLoss loss = new() { OnDiscriminator = (call, value) => Cancel(cancellation, call == 3, value) };
        SortedDictionary<string, string>? saved = null;
        RecordingObserver observer = new() { Ended = trainer => saved = trainer.CaptureState().Bits() };
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Observe(observer).Build();
        Action train = () => trainer.Train(TestData.Pictures(), cancellationToken: cancellation.Token);

        train.Should().Throw<OperationCanceledException>();
        loss.GeneratorCalls.Should().Be(3);
        trainer.Position.Should().Be(new TrainingPosition { Epoch = 1, StepInEpoch = 1, Step = 3, Images = 12, StepsInTick = 1 });
        observer.Calls.Should().Equal("starting", "started", "tick 2", "epoch 1", "ended Cancelled");
        saved.Should().Equal(trainer.CaptureState().Bits());
    }

    [Fact]
    public void A_cancelled_trainer_goes_on_where_it_stopped()
    {
        using CancellationTokenSource cancellation = new();
        HookedLoss loss = new() { OnDiscriminator = (call, value) => Cancel(cancellation, call == 3, value) };
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Build();
        Action train = () => trainer.Train(TestData.Pictures(), cancellationToken: cancellation.Token);
        train.Should().Throw<OperationCanceledException>();
        trainer.Train(TestData.Pictures()).Steps.Should().Be(6);

        using GanTrainer whole = TestData.Gan().Build();
        whole.Train(TestData.Pictures());
        trainer.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
        trainer.History.Timeless().Should().Equal(whole.History.Timeless());
    }

    [Fact]
    public void Cancelled_in_the_last_step_the_run_is_completed()
    {
        using CancellationTokenSource cancellation = new();
        HookedLoss loss = new() { OnDiscriminator = (call, value) => Cancel(cancellation, call == 6, value) };
        RecordingObserver observer = new();
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Observe(observer).Build();
        trainer.Train(TestData.Pictures(), cancellationToken: cancellation.Token).Steps.Should().Be(6);
        observer.Outcome.Should().Be(TrainingOutcome.Completed);
    }

    [Fact]
    public void Cancelled_after_a_spoilt_step_the_spoilt_weights_are_not_saved()
    {
        using CancellationTokenSource cancellation = new();
        HookedLoss loss = new()
        {
            OnDiscriminator = (call, value) => Cancel(cancellation, call == 3, call == 3 ? value.mul(float.NaN) : value),
        };
        RecordingObserver observer = new();
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Observe(observer).Build();
        Action train = () => trainer.Train(TestData.Pictures(), cancellationToken: cancellation.Token);

        train.Should().Throw<TrainingDivergedException>();
        observer.Outcome.Should().Be(TrainingOutcome.Diverged);
        trainer.Position.Step.Should().Be(2);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_this_run_for_is_a_failure()
    {
        HookedLoss loss = new() { OnGenerator = (call, value, _) => call == 2 ? throw new OperationCanceledException() : value };
        RecordingObserver observer = new();
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Observe(observer).Build();
        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<OperationCanceledException>();
        observer.Outcome.Should().Be(TrainingOutcome.Failed);
    }

    private static torch.Tensor Cancel(CancellationTokenSource cancellation, bool now, torch.Tensor value)
    {
        if (now)
        {
            cancellation.Cancel();
        }

        return value;
    }
}
