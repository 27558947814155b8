namespace Gan.Core.Tests.Training;

public class TimeBudgetTests
{
    [Fact]
    public void A_run_ends_in_order_at_the_tick_at_which_its_time_is_spent()
    {
        RecordingObserver observer = new();
        using GanTrainer trainer = Timed(seconds: 5).Observe(observer).Build();
        TrainingResult result = trainer.Train(TestData.Pictures());

        result.Steps.Should().Be(5, "a step is a tick of a second");
        result.StopReason.Should().BeNull();
        observer.Outcome.Should().Be(TrainingOutcome.Completed);
        (trainer.Position.Epoch, trainer.Position.StepInEpoch).Should().Be((3, 0), "the last epoch is a shorter one");
        trainer.Position.TrainingTime.Should().Be(TimeSpan.FromSeconds(5));
        trainer.Train(TestData.Pictures()).Steps.Should().Be(5, "it has no time left");
    }

    [Fact]
    public void The_epochs_end_it_in_any_case()
    {
        using GanTrainer trainer = Timed(seconds: 100).WithEpochs(2).Build();
        trainer.Train(TestData.Pictures()).Steps.Should().Be(4);
    }

    [Fact]
    public void Schedules_go_by_the_share_of_the_time()
    {
        GanOptions options = new() { Epochs = 1000, TimeBudget = TimeSpan.FromSeconds(10) };
        options.ShareDone(new TrainingPosition { Step = 5, TrainingTime = TimeSpan.FromSeconds(4) }, stepsPerEpoch: 2).Should().Be(0.4);
        options.ShareDone(new TrainingPosition { Step = 1800, TrainingTime = TimeSpan.FromSeconds(4) }, stepsPerEpoch: 2).Should().Be(0.9);
        (options with { TimeBudget = null }).ShareDone(new TrainingPosition { Step = 500 }, stepsPerEpoch: 2).Should().Be(0.25);
    }

    [Fact]
    public void A_resumed_run_has_the_time_that_was_left()
    {
        using TemporaryFolder folder = new();
        using (GanTrainer first = Timed(seconds: 3).SaveTo(folder.File("run")).Build())
        {
            first.Train(TestData.Pictures()).Steps.Should().Be(3);
        }

        using GanTrainer second = Timed(seconds: 5).SaveTo(folder.File("run")).Build();
        second.Train(TestData.Pictures()).Steps.Should().Be(5);
    }

    [Fact]
    public void Progress_tells_what_is_left_of_the_time()
    {
        List<TrainingProgress> told = [];
        using GanTrainer trainer = Timed(seconds: 5).Build();
        trainer.Train(TestData.Pictures(), new ImmediateProgress(told.Add));

        told.Select(progress => progress.Remaining.TotalSeconds).Should().Equal(4, 3, 2, 1, 0);
        told.Select(progress => progress.TotalSteps).Should().OnlyContain(steps => steps == 5);
    }

    [Fact]
    public void No_time_at_all_is_refused() =>
        new GanOptions { TimeBudget = TimeSpan.Zero }.Validate().Should().ContainSingle().Which.Should().Contain("above zero");

    /// <summary>A run whose every step takes a second.</summary>
    private static GanBuilder Timed(int seconds)
    {
        ManualTime time = new();
        return TestData.Gan().WithEpochs(50).WithOptions(options => options with { StepsPerTick = 1 }).WithTime(time)
            .WithLoss(new HookedLoss
            {
                OnGenerator = (_, loss, _) =>
                {
                    time.Advance(seconds: 1);
                    return loss;
                },
            })
            .WithTimeBudget(TimeSpan.FromSeconds(seconds));
    }
}
