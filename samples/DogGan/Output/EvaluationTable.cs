using System.Globalization;
using Gan.Evaluation;

namespace DogGan.Output;

/// <summary>The numbers of a generator beside those of held-out real pictures.</summary>
internal static class EvaluationTable
{
    public static void Write(EvaluationResult generated, EvaluationResult floor)
    {
        Console.WriteLine();
        Console.WriteLine(
            $"{generated.Count} generated and {floor.Count} held-out pictures, each against {generated.ReferenceCount} of '{generated.Reference}'; " +
            $"seed {generated.Seed}.");
        Console.WriteLine();
        Line("", "generated", "real", "better is");
        string? extractor = null;
        foreach (EvaluationValue value in EvaluationMetrics.Read(generated, floor))
        {
            if (value.Extractor != extractor)
            {
                extractor = value.Extractor;
                Console.WriteLine(Heading(generated, value));
            }

            EvaluationMetric metric = value.Metric;
            Line($"  {metric.Title}", Number(metric.Shown(value.Value)), Number(metric.Shown(value.Real)), Better(metric));
            if (metric == EvaluationMetric.KernelDistance)
            {
                WriteSpread(metric, Of(generated, value), Of(floor, value));
            }
        }

        Console.WriteLine();
        foreach (string warning in generated.Warnings)
        {
            Console.WriteLine($"Note: {warning}");
        }
    }

    private static void WriteSpread(EvaluationMetric metric, FeatureScores generated, FeatureScores floor) => Line(
        "    its spread over subsets",
        Number(metric.Shown(generated.KernelDistance.StandardDeviation)),
        Number(metric.Shown(floor.KernelDistance.StandardDeviation)),
        "");

    private static FeatureScores Of(EvaluationResult result, EvaluationValue value) =>
        result.Scores.First(scores => scores.Fingerprint == value.Fingerprint);

    private static string Heading(EvaluationResult generated, EvaluationValue value) =>
        generated.Scores.FirstOrDefault(scores => scores.Fingerprint == value.Fingerprint) is { } scores
            ? $"{scores.Extractor} ({scores.FeatureCount} features, {scores.Fingerprint[..Math.Min(12, scores.Fingerprint.Length)]})"
            : value.Extractor;

    private static string Better(EvaluationMetric metric) => metric.Direction switch
    {
        MetricDirection.Lower => "lower",
        MetricDirection.Higher => "higher",
        MetricDirection.NearTarget => string.Create(CultureInfo.InvariantCulture, $"near {metric.Shown(metric.Target)}"),
        MetricDirection.NearReal => "near real",
        _ => "",
    };

    private static void Line(string name, string generated, string real, string better) =>
        Console.WriteLine($"{name,-38}{generated,10}{real,10}  {better}".TrimEnd());

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "F1" : "F3", CultureInfo.InvariantCulture);
}
