namespace Gan.Imaging;

/// <summary>Takes the noise out of a curve without shifting it sideways.</summary>
internal static class Smoothing
{
    // Three moving averages in a row come close to a Gaussian.
    private const int Passes = 3;

    /// <summary>Smooths a curve by a centred, nearly Gaussian average.</summary>
    /// <param name="values">The curve; what cannot be drawn counts for nothing and stays a gap.</param>
    /// <param name="scale">Values outside are taken as its nearer end, so that a wild one makes no hill.</param>
    /// <param name="radius">The standard deviation of the average, in points, about.</param>
    /// <returns>As many values; near the ends the average uses what there is.</returns>
    public static double[] Smooth(IReadOnlyList<double> values, ChartAxis scale, int radius)
    {
        double[] smooth = [.. values.Select(value => ChartAxis.IsDrawable(value) ? Math.Clamp(value, scale.Minimum, scale.Maximum) : double.NaN)];
        for (int pass = 0; pass < Passes; pass++)
        {
            smooth = MovingAverage(smooth, radius);
        }

        return smooth;
    }

    private static double[] MovingAverage(double[] values, int radius)
    {
        double[] sums = new double[values.Length + 1];
        int[] counts = new int[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            bool counted = !double.IsNaN(values[i]);
            sums[i + 1] = sums[i] + (counted ? values[i] : 0);
            counts[i + 1] = counts[i] + (counted ? 1 : 0);
        }

        double[] averages = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int from, int to) = (Math.Max(0, i - radius), Math.Min(values.Length, i + radius + 1));
            averages[i] = double.IsNaN(values[i]) ? double.NaN : (sums[to] - sums[from]) / (counts[to] - counts[from]);
        }

        return averages;
    }
}
