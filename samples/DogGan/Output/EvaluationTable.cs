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
        foreach ((FeatureScores scores, FeatureScores real) in generated.Scores.Zip(floor.Scores))
        {
            Console.WriteLine($"{scores.Extractor} ({scores.FeatureCount} features, {scores.Fingerprint[..Math.Min(12, scores.Fingerprint.Length)]})");
            Line("Fréchet distance", scores.FrechetDistance, real.FrechetDistance, "lower");
            Line("kernel distance (KID) × 1000", 1000 * scores.KernelDistance.Mean, 1000 * real.KernelDistance.Mean, "lower");
            Line("  its spread over subsets", 1000 * scores.KernelDistance.StandardDeviation, 1000 * real.KernelDistance.StandardDeviation, "");
            Line("precision", scores.PrecisionRecall.Precision, real.PrecisionRecall.Precision, "higher");
            Line("recall", scores.PrecisionRecall.Recall, real.PrecisionRecall.Recall, "higher");
            Line("density", scores.PrecisionRecall.Density, real.PrecisionRecall.Density, "near real");
            Line("coverage", scores.PrecisionRecall.Coverage, real.PrecisionRecall.Coverage, "higher");
            Line("1-nearest-neighbour accuracy", scores.NearestNeighbours.Accuracy, real.NearestNeighbours.Accuracy, "near 0.5");
            Line("classifier test accuracy", scores.Classifier.Accuracy, real.Classifier.Accuracy, "near 0.5");
        }

        Console.WriteLine("pixels");
        Line("sliced Wasserstein distance", generated.SlicedWasserstein.Average, floor.SlicedWasserstein.Average, "lower");
        Line("  of colours, in grey levels", generated.SlicedWasserstein.Colour, floor.SlicedWasserstein.Colour, "lower");
        Line("similarity of two pictures (SSIM)", generated.MeanSimilarity, generated.ReferenceMeanSimilarity, "near real");
        if (generated.Memorization is { } memorization)
        {
            Line("near copies of training pictures", memorization.NearDuplicates, memorization.HeldOutNearDuplicates, "near real");
            Line("farther from training than real", memorization.Auc, 0.5, "0.5; 0: copies");
        }

        Console.WriteLine();
        foreach (string warning in generated.Warnings)
        {
            Console.WriteLine($"Note: {warning}");
        }
    }

    private static void Line(string name, double generated, double real, string better) =>
        Line($"  {name}", Number(generated), Number(real), better);

    private static void Line(string name, string generated, string real, string better) =>
        Console.WriteLine($"{name,-38}{generated,10}{real,10}  {better}".TrimEnd());

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "F1" : "F3", CultureInfo.InvariantCulture);
}
