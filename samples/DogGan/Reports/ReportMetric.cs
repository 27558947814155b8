using Gan.Evaluation;

namespace DogGan.Reports;

/// <summary>A number of the report.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Read">Finds it in a measurement.</param>
/// <param name="LowerIsBetter">Whether the lowest is the best; else the highest.</param>
internal sealed record ReportMetric(string Name, Func<EvaluationResult, double> Read, bool LowerIsBetter)
{
    /// <summary>The numbers of a measurement, those of each extractor first.</summary>
    public static IReadOnlyList<ReportMetric> For(EvaluationResult example)
    {
        List<ReportMetric> metrics = [];
        for (int i = 0; i < example.Scores.Count; i++)
        {
            int at = i;
            string extractor = example.Scores[i].Extractor.Split(" (")[0];
            metrics.Add(new ReportMetric($"Fréchet distance, {extractor}", result => result.Scores[at].FrechetDistance, true));
            metrics.Add(new ReportMetric($"KID × 1000, {extractor}", result => 1000 * result.Scores[at].KernelDistance.Mean, true));
            metrics.Add(new ReportMetric($"precision, {extractor}", result => result.Scores[at].PrecisionRecall.Precision, false));
            metrics.Add(new ReportMetric($"recall, {extractor}", result => result.Scores[at].PrecisionRecall.Recall, false));
            metrics.Add(new ReportMetric($"coverage, {extractor}", result => result.Scores[at].PrecisionRecall.Coverage, false));
            metrics.Add(new ReportMetric($"classifier test accuracy, {extractor}", result => result.Scores[at].Classifier.Accuracy, true));
        }

        metrics.Add(new ReportMetric("sliced Wasserstein distance", result => result.SlicedWasserstein.Average, true));
        metrics.Add(new ReportMetric("distance of colours", result => result.SlicedWasserstein.Colour, true));
        return metrics;
    }

    /// <summary>The best of several values.</summary>
    public double Best(IEnumerable<double> values) => LowerIsBetter ? values.Min() : values.Max();

    /// <summary>Whether the first value is better than the second.</summary>
    public bool IsBetter(double first, double second) => LowerIsBetter ? first < second : first > second;
}
