namespace Gan.Imaging.Tests.Plots;

public class ChartAxisTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 800, 10, "0 100 200 300 400 500 600 700 800")]
    [InlineData(-0.3, 0.3, 3, "-0.2 0.0 0.2")]
    [InlineData(0, 124_800, 5, "0 50,000 100,000")]
    [InlineData(0.61, 0.64, 4, "0.61 0.62 0.63 0.64")]
    [InlineData(0, 4e-6, 4, "0E0 1E-6 2E-6 3E-6 4E-6")]
    public void Ticks_are_round_numbers_in_every_culture(double minimum, double maximum, int most, string expected)
    {
        foreach (string culture in (string[])["en-US", "de-DE", "tr-TR", "sv-SE", "ar-SA"])
        {
            using var scope = new CultureScope(culture);
            new ChartAxis(minimum, maximum).Ticks(most).Select(tick => tick.Label).Should().Equal(expected.Split(' '));
        }
    }

    [Fact]
    public void An_axis_that_counts_has_no_fractions() =>
        new ChartAxis(0, 3).Ticks(10, leastStep: 1).Select(tick => tick.Label).Should().Equal("0", "1", "2", "3");

    [Fact]
    public void A_few_wild_values_are_left_outside()
    {
        double[] calm = [.. Enumerable.Range(0, 200).Select(i => 1 + (i % 10 / 10.0))];
        var axis = ChartAxis.ForBulkOf([[500, 80, .. calm, double.NaN, double.PositiveInfinity, 1e300]]);
        axis.Maximum.Should().BeLessThan(2.5);
        axis.Minimum.Should().BeInRange(0.9, 1);
    }

    [Fact]
    public void A_late_divergence_stays_in_sight()
    {
        double[] curve = [.. Enumerable.Repeat(0.69, 900), .. Enumerable.Range(0, 100).Select(i => 0.7 + (i * 0.1))];
        ChartAxis.ForBulkOf([curve]).Maximum.Should().BeGreaterThan(8);
    }

    [Fact]
    public void Curves_at_different_heights_are_both_in_sight()
    {
        var axis = ChartAxis.ForBulkOf([[.. Enumerable.Repeat(0.1, 1000)], [.. Enumerable.Repeat(6.0, 10)]]);
        axis.Minimum.Should().Be(0);
        axis.Maximum.Should().BeGreaterThan(6);
    }

    [Fact]
    public void All_values_are_shown_when_that_costs_little() =>
        ChartAxis.ForBulkOf([[1, 2, 3, 4, 5, 6]]).Maximum.Should().BeGreaterThan(6);

    [Fact]
    public void There_is_always_a_stretch()
    {
        ChartAxis.ForBulkOf([]).Should().Be(new ChartAxis(0, 1));
        ChartAxis.ForBulkOf([[double.NaN, double.NegativeInfinity]]).Should().Be(new ChartAxis(0, 1));
        foreach (double value in (double[])[0, 1, -1, 1e-12, 1e50])
        {
            var axis = ChartAxis.ForBulkOf([[value, value]]);
            axis.Minimum.Should().BeLessThan(value);
            axis.Maximum.Should().BeGreaterThan(value);
        }
    }
}
