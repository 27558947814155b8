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
    internal static FeatureScores Compute(Features reference, Features pictures, long seed) => new(
        pictures.ExtractorName,
        pictures.ExtractorFingerprint,
        pictures.Size,
        Evaluation.FrechetDistance.Compute(reference, pictures),
        Evaluation.KernelDistance.Compute(reference, pictures, seed: seed),
        Evaluation.PrecisionRecall.Compute(reference, pictures),
        NearestNeighbourTest.Compute(reference, pictures, seed),
        ClassifierTest.Compute(reference, pictures, seed));
}
