namespace Gan.Core.Tests.Training;

public class StatefulPartTests
{
    [Fact]
    public void Its_numbers_are_part_of_the_state_and_a_run_goes_on_with_them()
    {
        GanBuilder builder = TestData.Gan().WithPenalty(() => new LogitDrift()).WithAugmentation(new RandomBrightness()).WithAveraging()
            .WithOptions(options => options with { DiscriminatorSteps = 2 });
        using GanTrainer whole = builder.Build();
        whole.Train(TestData.Pictures());
        TrainingState middle = TrainingStates.After(steps: 2, builder);
        middle.Tensors["objective.0.mean"].item<float>().Should().NotBe(0);

        using GanTrainer resumed = builder.Build();
        resumed.RestoreState(middle);
        resumed.Train(TestData.Pictures());
        middle.DisposeTensors();

        resumed.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
    }

    [Fact]
    public void Each_trainer_has_one_of_its_own_and_disposes_it()
    {
        List<LogitDrift> made = [];
        GanBuilder builder = TestData.Gan().WithPenalty(() =>
        {
            made.Add(new LogitDrift());
            return made[^1];
        });
        using (builder.Build())
        using (builder.Build())
        {
            made.Should().HaveCount(2).And.OnlyContain(part => !part.IsDisposed);
        }

        made.Should().OnlyContain(part => part.IsDisposed);
    }

    [Fact]
    public void One_that_two_trainers_would_share_is_refused()
    {
        using LogitDrift drift = new();
        FluentActions.Invoking(() => TestData.Gan().WithPenalty(drift)).Should().Throw<ArgumentException>().WithMessage("*give a function*");
    }

    [Fact]
    public void The_builder_s_trial_leaves_its_numbers_as_they_were()
    {
        LogitDrift drift = new();
        using GanTrainer trainer = TestData.Gan().WithPenalty(() => drift).Build();
        drift.State["mean"].item<float>().Should().Be(0);
    }

    [Fact]
    public void Nothing_is_left_when_the_trainer_is_gone()
    {
        using (GanTrainer warm = TestData.Gan().WithPenalty(() => new LogitDrift()).WithAveraging().Build())
        {
            warm.Train(TestData.Pictures());
        }

        long before = LiveTensors.Count;
        using (GanTrainer trainer = TestData.Gan().WithPenalty(() => new LogitDrift()).WithAveraging().Build())
        {
            trainer.Train(TestData.Pictures());
        }

        LiveTensors.Count.Should().Be(before);
    }
}
