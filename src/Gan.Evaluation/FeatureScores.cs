namespace Gan.Evaluation;

/// <summary>What one extractor's features say of a set of pictures, compared with the training set.</summary>
/// <param name="Extractor">What a person calls the extractor.</param>
/// <param name="Fingerprint">The extractor's fingerprint: numbers of different fingerprints cannot be compared.</param>
/// <param name="FeatureCount">Features of a picture.</param>
/// <param name="FrechetDistance">The Fréchet distance; comparable only at the same number of pictures.</param>
/// <param name="KernelDistance">The kernel distance.</param>
/// <param name="PrecisionRecall">Precision, recall, density and coverage.</param>
/// <param name="NearestNeighbours">The nearest-neighbour test.</param>
/// <param name="Classifier">The classifier test.</param>
public sealed record FeatureScores(
    string Extractor,
    string Fingerprint,
    int FeatureCount,
    double FrechetDistance,
    KernelDistanceResult KernelDistance,
    PrecisionRecallResult PrecisionRecall,
    NearestNeighbourTestResult NearestNeighbours,
    ClassifierTestResult Classifier)
{
    /// <summary>The values of the caller's own metrics of features (<see cref="EvaluationMetric.OfFeatures"/>), by name.</summary>
    public IReadOnlyDictionary<string, double> Own { get; init; } = new Dictionary<string, double>();

    internal static FeatureScores Compute(Features reference, Features pictures, EvaluationOptions options) => new(
        pictures.ExtractorName,
        pictures.ExtractorFingerprint,
        pictures.Size,
        Evaluation.FrechetDistance.Compute(reference, pictures),
        Evaluation.KernelDistance.Compute(reference, pictures, seed: options.Seed),
        Evaluation.PrecisionRecall.Compute(reference, pictures),
        NearestNeighbourTest.Compute(reference, pictures, options.Seed),
        ClassifierTest.Compute(reference, pictures, options.Seed))
    {
        Own = options.Metrics.Where(metric => metric.ComputeOfFeatures is not null)
            .ToDictionary(metric => metric.Name, metric => metric.ComputeOfFeatures!(reference, pictures)),
    };
}
