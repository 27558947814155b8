using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Training;

public class OptimizerSchedulesTests
{
    [Fact]
    public void A_step_is_as_long_as_the_schedule_says()
    {
        using DenseLayer layer = new(1, 1, bias: false);
        using AdamOptimizer optimizer = new(layer, new AdamOptions(0.1, 0) { Beta2 = 0, LearningRateSchedule = Schedule.Linear(1, 0) });
        foreach (double share in new[] { 0, 0.25, 0.9 })
        {
            double before = Weight(layer);
            Learn(layer, optimizer, new StepPosition(0, 0, share));
            (Weight(layer) - before).Should().BeApproximately(-0.1 * (1 - share), 1e-6);
        }
    }

    [Fact]
    public void The_decay_of_the_second_moment_follows_its_own_schedule()
    {
        using DenseLayer layer = new(1, 1, bias: false);
        using AdamOptimizer optimizer = new(layer, new AdamOptions(0.1, 0) { Beta2 = 0.9, Beta2Schedule = Schedule.Linear(1, 1.1) });
        Learn(layer, optimizer, new StepPosition(0, 0, 0));
        Square(optimizer).Should().BeApproximately(1 - 0.9, 1e-6, "the gradient is 1");
        Learn(layer, optimizer, new StepPosition(1, 0, 1));
        Square(optimizer).Should().BeApproximately((0.99 * 0.1) + 0.01, 1e-6);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(100, 5)]
    public void Gradients_longer_than_the_norm_are_shortened_to_it_and_others_left(double most, double length)
    {
        using DenseLayer layer = new(1, 2, bias: false);
        using AdamOptimizer optimizer = new(layer, new AdamOptions(0.1, 0) { MaxGradientNorm = most });
        using var scope = torch.NewDisposeScope();
        layer.forward(torch.ones(1, 1)).mul(torch.tensor(new float[] { 3, 4 })).sum().backward();
        optimizer.Step();

        torch.Tensor moment = optimizer.State.First(entry => entry.Name == "weight.exp_avg").Value;
        moment.norm().item<float>().Should().BeApproximately((float)length, 1e-4f);
        (moment[1, 0] / moment[0, 0]).item<float>().Should().BeApproximately(4f / 3, 1e-4f);
    }

    [Fact]
    public void Schedules_and_norms_that_make_no_sense_are_refused()
    {
        new AdamOptions { Beta2 = 0.9, Beta2Schedule = Schedule.Linear(1, 1.2) }.Validate("generator").Should().ContainSingle()
            .Which.Should().Contain("must stay below 1");
        new AdamOptions { MaxGradientNorm = 0 }.Validate("generator").Should().ContainSingle();
        new AdamOptions { LearningRateSchedule = new Schedule { From = 2 } }.Validate("generator").Should().ContainSingle();
    }

    [Fact]
    public void A_run_follows_them_by_its_share_and_goes_on_as_it_would_have_gone()
    {
        using TemporaryFolder folder = new();
        using GanTrainer whole = Scheduled().Build();
        whole.Train(TestData.Pictures());

        using (GanTrainer first = Scheduled().SaveTo(folder.File("run")).Observe(new RecordingObserver
        {
            Tick = trainer => trainer.RequestStop("enough"),
        }).Build())
        {
            first.Train(TestData.Pictures());
            first.Position.Step.Should().BeLessThan(whole.Position.Step);
        }

        using GanTrainer second = Scheduled().SaveTo(folder.File("run")).Build();
        second.Train(TestData.Pictures());
        second.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
    }

    private static GanBuilder Scheduled() => TestData.Gan().WithAveraging(new AveragingOptions { HalfLifeSchedule = Schedule.Linear(0, 1) })
        .WithLearningRateSchedule(Schedule.Cosine(1, 0.1).WithWarmUp(2), Schedule.Linear(1, 0));

    private static void Learn(DenseLayer layer, AdamOptimizer optimizer, StepPosition position)
    {
        using var scope = torch.NewDisposeScope();
        optimizer.Follow(position);
        layer.forward(torch.ones(1, 1)).sum().backward();
        optimizer.Step();
    }

    private static double Weight(DenseLayer layer) => layer.parameters().Single().item<float>();

    private static double Square(AdamOptimizer optimizer) => optimizer.State.Single(entry => entry.Name == "weight.exp_avg_sq").Value.item<float>();
}
