using System.Globalization;

namespace Gan.Imaging;

/// <summary>A stretch of numbers, with round numbers marked in it.</summary>
/// <param name="Minimum">The lower end.</param>
/// <param name="Maximum">The upper end, above the lower.</param>
internal readonly record struct ChartAxis(double Minimum, double Maximum)
{
    // Beyond this a curve has left every scale on which anything else could be seen, and sums of squares overflow.
    private const double Limit = 1e100;
    private const double LittleMore = 1.5;

    /// <summary>Whether a value can be drawn at all.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False for what is not a number, infinite or astronomic.</returns>
    public static bool IsDrawable(double value) => Math.Abs(value) < Limit;

    /// <summary>
    /// Chooses the stretch that shows the bulk of the values: a few wild ones, as at the start of training, are left outside.
    /// </summary>
    /// <remarks>
    /// For each curve, what lies within three interquartile ranges of the quartiles (Tukey's far fences), and at least the middle 96 % of
    /// its values, so that a slow drift or a late divergence stays in sight; every value when that widens the stretch little. Zero is
    /// included when it is near.
    /// </remarks>
    /// <param name="curves">The values of each curve.</param>
    /// <returns>0 to 1 when there is nothing to show.</returns>
    public static ChartAxis ForBulkOf(IEnumerable<IReadOnlyList<double>> curves)
    {
        (double minimum, double maximum) = (double.PositiveInfinity, double.NegativeInfinity);
        (double lowestOfAll, double highestOfAll) = (minimum, maximum);
        foreach (IReadOnlyList<double> curve in curves)
        {
            double[] sorted = [.. curve.Where(IsDrawable).Order()];
            if (sorted.Length > 0)
            {
                double At(double quantile) => sorted[(int)Math.Floor(quantile * (sorted.Length - 1))];
                double reach = 3 * (At(0.75) - At(0.25));
                double lowest = sorted.First(value => value >= At(0.25) - reach);
                double highest = sorted.Last(value => value <= At(0.75) + reach);
                minimum = Math.Min(minimum, Math.Min(lowest, sorted[(int)Math.Ceiling(0.02 * (sorted.Length - 1))]));
                maximum = Math.Max(maximum, Math.Max(highest, At(0.98)));
                (lowestOfAll, highestOfAll) = (Math.Min(lowestOfAll, sorted[0]), Math.Max(highestOfAll, sorted[^1]));
            }
        }

        if (minimum > maximum)
        {
            return new ChartAxis(0, 1);
        }

        if (highestOfAll - lowestOfAll <= LittleMore * (maximum - minimum))
        {
            (minimum, maximum) = (lowestOfAll, highestOfAll);
        }

        double margin = maximum > minimum ? 0.05 * (maximum - minimum) : Math.Max(0.5 * Math.Abs(maximum), 1e-3);
        bool zeroIsNear = minimum >= 0 && minimum < 0.4 * maximum;
        return new ChartAxis(zeroIsNear ? 0 : minimum - margin, maximum + margin);
    }

    /// <summary>Round numbers within the stretch: 1, 2 or 5 times a power of ten apart.</summary>
    /// <param name="most">At most how many, about.</param>
    /// <param name="leastStep">What they are apart at least: 1 for an axis that counts.</param>
    /// <returns>The numbers, rising, with their labels, which do not depend on the culture.</returns>
    public IEnumerable<(double Value, string Label)> Ticks(int most, double leastStep = 0)
    {
        double step = RoundStep(Math.Max(leastStep, (Maximum - Minimum) / most));
        double slack = step * 1e-6;
        long first = (long)Math.Ceiling((Minimum - slack) / step);
        long last = (long)Math.Floor((Maximum + slack) / step);
        string format = LabelFormat(step);
        for (long i = first; i <= last; i++)
        {
            double value = i * step;
            yield return (value, value.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Where a value lies between two places.</summary>
    /// <param name="value">The value.</param>
    /// <param name="from">The place of the lower end.</param>
    /// <param name="to">The place of the upper end.</param>
    /// <returns>A place; outside the two for values outside the stretch.</returns>
    public float Place(double value, float from, float to) => (float)(from + ((value - Minimum) / (Maximum - Minimum) * (to - from)));

    private static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double digit = atLeast / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private string LabelFormat(double step)
    {
        bool unwieldy = step < 1e-4 || Math.Max(Math.Abs(Minimum), Math.Abs(Maximum)) >= 1e9;
        return unwieldy ? "0.###E0" : "N" + Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9)).ToString(CultureInfo.InvariantCulture);
    }
}
