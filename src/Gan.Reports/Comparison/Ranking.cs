using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>Says in words which preset is best by a number, and whether the seeds bear it out.</summary>
internal static class Ranking
{
    /// <summary>One sentence.</summary>
    /// <param name="metric">The number.</param>
    /// <param name="name">What the report calls it.</param>
    /// <param name="values">For each preset, its value at each seed.</param>
    /// <returns>Which preset is best, with every preset's mean and range.</returns>
    public static string Describe(EvaluationMetric metric, string name, IReadOnlyDictionary<string, double[]> values)
    {
        string best = values.Keys.Aggregate((first, second) =>
            metric.IsBetter(values[second].Average(), values[first].Average()) ? second : first);
        string numbers = string.Join("; ", values.Select(pair => $"{pair.Key} {Summary(pair.Value)}"));
        if (values.Count == 1)
        {
            return $"{name}: {numbers}.";
        }

        if (values.Values.All(each => each.Average() == values[best].Average()))
        {
            return $"{name}: the same for all ({numbers}).";
        }

        double worstOfBest = values[best].Aggregate((first, second) => metric.IsBetter(first, second) ? second : first);
        double bestOfOthers = Best(metric, values.Where(pair => pair.Key != best).SelectMany(pair => pair.Value));
        int seeds = values.Values.Min(each => each.Length);
        string certainty = seeds < 2
            ? "with one seed, which tells nothing of chance"
            : metric.IsBetter(worstOfBest, bestOfOthers)
                ? "at every seed better than any other preset at any"
                : "on average, but the seeds overlap: this may be chance";
        return $"{name}: {best} is best, {certainty} ({numbers}).";
    }

    /// <summary>The best of several values.</summary>
    public static double Best(EvaluationMetric metric, IEnumerable<double> values) =>
        values.Aggregate((first, second) => metric.IsBetter(second, first) ? second : first);

    private static string Summary(double[] values) => values.Length == 1
        ? ReportText.Number(values[0])
        : $"{ReportText.Number(values.Average())} [{ReportText.Number(values.Min())}–{ReportText.Number(values.Max())}]";
}
