namespace Gan.Imaging.Tests.Plots;

public class SmoothingTests
{
    private static readonly ChartAxis Wide = new(-100, 100);

    [Fact]
    public void A_constant_stays_and_a_straight_line_is_not_shifted()
    {
        Smoothing.Smooth([.. Enumerable.Repeat(3.0, 50)], Wide, 5).Should().OnlyContain(value => Math.Abs(value - 3) < 1e-12);
        double[] line = [.. Enumerable.Range(0, 100).Select(i => i / 2.0)];
        double[] smooth = Smoothing.Smooth(line, Wide, 5);
        Enumerable.Range(15, 70).Should().OnlyContain(i => Math.Abs(smooth[i] - line[i]) < 1e-9);
    }

    [Fact]
    public void Noise_becomes_smaller()
    {
        double[] noise = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 1.0 : -1.0)];
        Smoothing.Smooth(noise, Wide, 4).Skip(12).SkipLast(12).Should().OnlyContain(value => Math.Abs(value) < 0.01);
    }

    [Fact]
    public void A_gap_stays_a_gap_and_its_neighbours_are_averaged_without_it()
    {
        double[] smooth = Smoothing.Smooth([2, 2, double.NaN, 2, double.PositiveInfinity, 2], Wide, 1);
        smooth.Select(double.IsNaN).Should().Equal(false, false, true, false, true, false);
        smooth.Where(double.IsFinite).Should().OnlyContain(value => Math.Abs(value - 2) < 1e-12);
    }

    [Fact]
    public void A_wild_value_counts_no_more_than_the_end_of_the_scale()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 101)];
        values[50] = 1e6;
        Smoothing.Smooth(values, new ChartAxis(0, 2), 5).Max().Should().BeLessThan(1.1);
    }
}
