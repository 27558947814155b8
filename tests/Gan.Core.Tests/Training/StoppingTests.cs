namespace Gan.Core.Tests.Training;

public class StoppingTests
{
    [Fact]
    public void An_observer_can_end_the_run_at_a_tick_in_order()
    {
        RecordingObserver asking = new()
        {
            Tick = trainer =>
            {
                if (trainer.Position.Step == 3)
                {
                    trainer.RequestStop("it is enough.");
                    trainer.RequestStop("a second reason.");
                }
            },
        };
        using GanTrainer trainer = TestData.Gan().WithOptions(options => options with { StepsPerTick = 1 }).Observe(asking).Build();

        TrainingResult result = trainer.Train(TestData.Pictures());

        (result.Epochs, result.Steps, result.StopReason).Should().Be((1, 3L, "it is enough."));
        asking.Outcome.Should().Be(TrainingOutcome.Stopped);
        TrainingResult rest = trainer.Train(TestData.Pictures());
        (rest.Epochs, rest.Steps, rest.StopReason).Should().Be((3, 6L, null));
        using GanTrainer whole = TestData.Gan().WithOptions(options => options with { StepsPerTick = 1 }).Build();
        whole.Train(TestData.Pictures());
        trainer.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
    }

    [Fact]
    public void Asked_for_in_the_last_tick_the_run_is_completed()
    {
        RecordingObserver asking = new() { Tick = trainer => { if (trainer.Position.Step == 6) { trainer.RequestStop("too late."); } } };
        using GanTrainer trainer = TestData.Gan().Observe(asking).Build();

        trainer.Train(TestData.Pictures()).StopReason.Should().BeNull();
        asking.Outcome.Should().Be(TrainingOutcome.Completed);
    }

    [Fact]
    public void Remarks_of_observers_are_in_the_result_of_their_run_only()
    {
        RecordingObserver remarking = new() { Ended = trainer => trainer.AddRemark($"at step {trainer.Position.Step}") };
        using GanTrainer trainer = TestData.Gan().Observe(remarking).Build();

        trainer.Train(TestData.Pictures()).Remarks.Should().Equal("at step 6");
        trainer.Train(TestData.Pictures()).Remarks.Should().Equal("at step 6");
    }

    [Fact]
    public void Observers_see_the_token_that_cancels_the_run()
    {
        using CancellationTokenSource source = new();
        CancellationToken seen = default;
        RecordingObserver looking = new() { Tick = trainer => seen = trainer.CancellationToken };
        using GanTrainer trainer = TestData.Gan().Observe(looking).Build();

        trainer.Train(TestData.Pictures(), cancellationToken: source.Token);

        seen.Should().Be(source.Token);
        trainer.CancellationToken.Should().Be(CancellationToken.None);
    }
}
