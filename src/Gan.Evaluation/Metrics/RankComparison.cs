namespace Gan.Evaluation;

/// <summary>Compares two samples of numbers by their ranks (Mann and Whitney 1947).</summary>
/// <param name="Auc">
/// How often a number of the first sample is above one of the second, ties counting half: the area under the ROC curve; 0.5 when there is
/// no difference.
/// </param>
/// <param name="Z">
/// The same in standard deviations of what chance gives, with the correction for ties; 0 when all numbers are equal.
/// </param>
internal readonly record struct RankComparison(double Auc, double Z)
{
    /// <summary>Compares.</summary>
    /// <param name="first">The first sample, not empty.</param>
    /// <param name="second">The second sample, not empty.</param>
    /// <returns>The comparison.</returns>
    public static RankComparison Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int count = first.Length + second.Length;
        double[] values = [.. first, .. second];
        int[] origin = [.. Enumerable.Range(0, count)];
        Array.Sort(values, origin);
        double firstRanks = 0, ties = 0;
        for (int start = 0, end; start < count; start = end)
        {
            end = start + 1;
            while (end < count && values[end] == values[start])
            {
                end++;
            }

            double rank = (start + 1 + end) / 2.0, tied = end - start;
            ties += tied * tied * tied - tied;
            for (int i = start; i < end; i++)
            {
                firstRanks += origin[i] < first.Length ? rank : 0;
            }
        }

        double n = first.Length, m = second.Length, total = count;
        double wins = firstRanks - n * (n + 1) / 2;
        double variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)));
        return new RankComparison(wins / (n * m), variance > 0 ? (wins - n * m / 2) / Math.Sqrt(variance) : 0);
    }
}
