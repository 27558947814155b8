using System.Globalization;

namespace DogGan.Reports;

/// <summary>Says in words which preset is best by a number, and whether the seeds bear it out.</summary>
internal static class Ranking
{
    /// <summary>One sentence.</summary>
    /// <param name="metric">The number.</param>
    /// <param name="values">For each preset, its value at each seed.</param>
    /// <returns>Which preset is best, with every preset's mean and range.</returns>
    public static string Describe(ReportMetric metric, IReadOnlyDictionary<string, double[]> values)
    {
        string best = values.Keys.Aggregate((first, second) =>
            metric.IsBetter(values[second].Average(), values[first].Average()) ? second : first);
        string numbers = string.Join("; ", values.Select(pair => $"{pair.Key} {Summary(pair.Value)}"));
        if (values.Count == 1)
        {
            return $"{metric.Name}: {numbers}.";
        }

        if (values.Values.All(each => each.Average() == values[best].Average()))
        {
            return $"{metric.Name}: the same for all ({numbers}).";
        }

        double worstOfBest = metric.LowerIsBetter ? values[best].Max() : values[best].Min();
        double bestOfOthers = metric.Best(values.Where(pair => pair.Key != best).SelectMany(pair => pair.Value));
        int seeds = values.Values.Min(each => each.Length);
        string certainty = seeds < 2
            ? "with one seed, which tells nothing of chance"
            : metric.IsBetter(worstOfBest, bestOfOthers)
                ? "at every seed better than any other preset at any"
                : "on average, but the seeds overlap: this may be chance";
        return $"{metric.Name}: {best} is best, {certainty} ({numbers}).";
    }

    private static string Summary(double[] values) => values.Length == 1
        ? Number(values[0])
        : $"{Number(values.Average())} [{Number(values.Min())}–{Number(values.Max())}]";

    /// <summary>A number with as many digits as help.</summary>
    public static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : Math.Abs(value) >= 10 ? "F1" : "F3", CultureInfo.InvariantCulture);
}
