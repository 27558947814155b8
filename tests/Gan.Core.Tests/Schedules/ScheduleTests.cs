namespace Gan.Core.Tests.Schedules;

public class ScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1)]
    [InlineData(0.625, 0.775)]
    [InlineData(0.75, 0.55)]
    [InlineData(1, 0.1)]
    public void A_straight_line_goes_from_start_to_end_between_two_shares(double share, double factor) =>
        Schedule.Linear(1, 0.1, from: 0.5).At(At(share)).Should().BeApproximately(factor, 1e-12);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void A_cosine_is_half_a_period(double share) => Schedule.Cosine(2, 1).At(At(share))
        .Should().BeApproximately(1 + ((1 + Math.Cos(Math.PI * share)) / 2), 1e-12);

    [Fact]
    public void A_cosine_has_changed_at_its_end_and_stays() =>
        Schedule.Cosine(0, 0.55, from: 0.2, to: 0.6).At(At(0.8)).Should().Be(0.55);

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(2, 0.75)]
    [InlineData(3, 1)]
    [InlineData(900, 1)]
    public void A_warm_up_grows_in_equal_parts(long step, double factor) =>
        Schedule.Constant.WithWarmUp(4).At(new StepPosition(step, 0, 0)).Should().Be(factor);

    [Fact]
    public void A_schedule_of_no_length_jumps() => new[] { 0.49, 0.5, 0.51 }
        .Select(share => Schedule.Linear(3, 4, from: 0.5, to: 0.5).At(At(share))).Should().Equal(3, 3, 4);

    [Fact]
    public void Every_problem_is_listed() => new Schedule { Shape = (ScheduleShape)9, Start = -1, From = 0.5, To = 0.4, WarmUpSteps = -1 }
        .Validate("the rate").Should().HaveCount(4).And.OnlyContain(problem => problem.Contains("the rate"));

    [Fact]
    public void What_is_not_a_number_is_refused()
    {
        new Schedule { End = double.NaN }.Validate("it").Should().HaveCount(1);
        new Schedule { To = double.NaN }.Validate("it").Should().HaveCount(1);
        new Schedule { Start = double.PositiveInfinity }.Validate("it").Should().HaveCount(1);
    }

    [Fact]
    public void It_is_written_for_names_of_parts()
    {
        Schedule.Constant.ToString().Should().Be("1");
        Schedule.Linear(1, 0.5, from: 0.75).WithWarmUp(100).ToString().Should().Be("linear 1→0.5 from 0.75 to 1, warm-up 100");
        Schedule.Cosine(0, 0.55).ToString().Should().Be("cosine 0→0.55 from 0 to 1");
    }

    private static StepPosition At(double share) => new(1000, 0, share);
}
