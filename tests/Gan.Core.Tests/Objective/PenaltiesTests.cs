using TorchSharp;

namespace Gan.Core.Tests.Objectives;

/// <summary>What the penalties have in common: names, schedules, intervals, refusals.</summary>
public class PenaltiesTests
{
    private static readonly Schedule Falling = Schedule.Linear(1, 0.5);

    [Fact]
    public void Names_hold_all_parameters()
    {
        Penalties.R1(0.1, every: 16).Name.Should().Be("r1(gamma=0.1, every=16)");
        Penalties.R2(0.1, schedule: Falling).Name.Should().Be("r2(gamma=0.1, every=1, schedule=linear 1→0.5 from 0 to 1)");
        Penalties.GradientPenalty().Name.Should().Be("gradient-penalty(weight=10, every=1)");
        Penalties.Consistency(5).Name.Should().Be("cr(weight=5)");
        Penalties.BalancedConsistency(5, 2, Schedule.Constant.WithWarmUp(9)).Name.Should().Be("bcr(real=5, fake=2, schedule=1, warm-up 9)");
        using LeCamPenalty lecam = (LeCamPenalty)Penalties.LeCam(schedule: Schedule.Linear(1, 1));
        lecam.Name.Should().Be("lecam(weight=0.3, decay=0.99, start=1000)");
    }

    [Fact]
    public void Each_parameter_changes_the_name()
    {
        string[] names =
        [
            .. new[]
            {
                Penalties.R1(1), Penalties.R1(2), Penalties.R1(1, 2), Penalties.R1(1, 1, Falling), Penalties.R2(1),
                Penalties.GradientPenalty(1), Penalties.GradientPenalty(2), Penalties.GradientPenalty(1, 2),
                Penalties.GradientPenalty(1, 1, Falling), Penalties.Consistency(1), Penalties.Consistency(2), Penalties.Consistency(1, Falling), Penalties.BalancedConsistency(1, 1),
                Penalties.BalancedConsistency(2, 1), Penalties.BalancedConsistency(1, 2), Penalties.BalancedConsistency(1, 1, Falling),
            }.Select(penalty => penalty.Name),
            .. new Func<IPenalty>[]
            {
                () => Penalties.LeCam(1), () => Penalties.LeCam(2), () => Penalties.LeCam(1, 0.9), () => Penalties.LeCam(1, startStep: 1),
                () => Penalties.LeCam(1, schedule: Falling),
            }.Select(create =>
            {
                using LeCamPenalty penalty = (LeCamPenalty)create();
                return penalty.Name;
            }),
        ];
        names.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("r1")]
    [InlineData("r2")]
    [InlineData("gradient-penalty")]
    [InlineData("lecam")]
    [InlineData("cr")]
    [InlineData("bcr")]
    public void The_weight_follows_the_schedule(string kind)
    {
        using var scope = torch.NewDisposeScope();
        IPenalty penalty = kind switch
        {
            "r1" => Penalties.R1(2, schedule: Falling),
            "r2" => Penalties.R2(2, schedule: Falling),
            "gradient-penalty" => Penalties.GradientPenalty(schedule: Falling),
            "lecam" => Penalties.LeCam(decay: 0, startStep: 0, schedule: Falling),
            "cr" => Penalties.Consistency(schedule: Falling),
            _ => Penalties.BalancedConsistency(schedule: Falling),
        };
        double first = Value(0);
        first.Should().BePositive();
        Value(0.5).Should().BeApproximately(0.75 * first, 1e-12);
        Value(1).Should().BeApproximately(0.5 * first, 1e-12);
        (penalty as IDisposable)?.Dispose();

        double Value(double share)
        {
            torch.manual_seed(2).Dispose();
            torch.Tensor real = torch.rand([2, 3], torch.ScalarType.Float64).requires_grad_(), fake = real.detach().neg().requires_grad_();
            int look = 0;
            using JudgedBatch batch = new(real, fake, images => images.sum(1).mul(1 + (look++ * 0.5))) { Position = new(7, 0, share) };
            _ = (batch.RealLogits, batch.FakeLogits);
            return penalty.Compute(batch).item<double>();
        }
    }

    [Fact]
    public void Intervals_and_needs_are_those_asked_for()
    {
        Penalties.R1(1, every: 16).Interval.Should().Be(16);
        Penalties.R2(1, every: 4).Interval.Should().Be(4);
        Penalties.GradientPenalty(every: 5).Interval.Should().Be(5);
        Penalties.Consistency().Interval.Should().Be(1);
        (Penalties.R1(1).NeedsImageGradients, Penalties.R2(1).NeedsImageGradients).Should().Be((true, true));
        Penalties.Consistency().NeedsImageGradients.Should().BeFalse();
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        foreach (Func<IPenalty> create in new Func<IPenalty>[]
        {
            () => Penalties.R1(-1), () => Penalties.R1(double.NaN), () => Penalties.R1(1, 0), () => Penalties.R2(double.PositiveInfinity),
            () => Penalties.GradientPenalty(-1), () => Penalties.GradientPenalty(1, 0), () => Penalties.LeCam(-1),
            () => Penalties.LeCam(decay: 1), () => Penalties.LeCam(decay: -0.1), () => Penalties.LeCam(startStep: -1),
            () => Penalties.Consistency(-1), () => Penalties.BalancedConsistency(1, -1),
        })
        {
            create.Should().Throw<ArgumentOutOfRangeException>();
        }

        FluentActions.Invoking(() => Penalties.R1(1, schedule: Schedule.Linear(-1, 0)))
            .Should().Throw<ArgumentException>().WithMessage("*penalty's gamma*at least 0*");
    }
}
