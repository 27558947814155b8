namespace Gan.Reports.Tests;

public class ChartAxisTests
{
    [Theory]
    [InlineData(1, "0 1")]
    [InlineData(7, "0 2 4 6")]
    [InlineData(50, "0 10 20 30 40 50")]
    [InlineData(800, "0 200 400 600 800")]
    public void Epochs_have_round_ticks(double last, string labels) => Labels(ChartAxis.Epochs(last)).Should().Be(labels);

    [Fact]
    public void Counts_are_short() => Labels(ChartAxis.Counts(1_250_000, "images")).Should().Be("0 500k 1M");

    [Fact]
    public void Logarithms_have_ticks_at_round_numbers_and_lie_evenly()
    {
        ChartAxis axis = ChartAxis.Logarithms(1e-5, 1e-1, "rate");

        Labels(axis).Should().Be("1e-5 1e-4 0.001 0.01 0.1");
        (axis.Place(1e-3) - axis.Place(1e-5)).Should().BeApproximately(axis.Place(1e-1) - axis.Place(1e-3), 1e-9);
        axis.Describe(0.0003).Should().Be("rate 0.0003");
    }

    [Fact]
    public void Numbers_stay_within_the_chart()
    {
        ChartAxis axis = ChartAxis.Numbers(0.1, 0.9, "beta1");

        Labels(axis).Should().Be("0.2 0.4 0.6 0.8");
        axis.Place(0.1).Should().BePositive();
        axis.Place(0.9).Should().BeLessThan(1);
    }

    [Fact]
    public void Names_stand_side_by_side() => Labels(ChartAxis.Names(["off", "on"], "flip")).Should().Be("off on");

    private static string Labels(ChartAxis axis) => string.Join(' ', axis.Ticks.Select(tick => tick.Label));
}
