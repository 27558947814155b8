namespace Gan.Evaluation;

/// <summary>What one extractor's features say of a set of pictures, compared with the training set.</summary>
public sealed record FeatureScores
{
    /// <summary>What a person calls the extractor.</summary>
    public required string Extractor { get; init; }

    /// <summary>The extractor's fingerprint: numbers of different fingerprints cannot be compared.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Features of a picture.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>The Fréchet distance; comparable only at the same number of pictures.</summary>
    public required double FrechetDistance { get; init; }

    /// <summary>The kernel distance.</summary>
    public required KernelDistanceResult KernelDistance { get; init; }

    /// <summary>Precision, recall, density and coverage.</summary>
    public required PrecisionRecallResult PrecisionRecall { get; init; }

    /// <summary>The nearest-neighbour test.</summary>
    public required NearestNeighbourTestResult NearestNeighbours { get; init; }

    /// <summary>The classifier test.</summary>
    public required ClassifierTestResult Classifier { get; init; }

    /// <summary>The values of the caller's own metrics of features (<see cref="EvaluationMetric.OfFeatures"/>), by name.</summary>
    public IReadOnlyDictionary<string, double> Own { get; init; } = new Dictionary<string, double>();

    internal static FeatureScores Compute(Features reference, Features pictures, EvaluationOptions options) => new FeatureScores
    {
        Extractor = pictures.ExtractorName,
        Fingerprint = pictures.ExtractorFingerprint,
        FeatureCount = pictures.Size,
        FrechetDistance = Evaluation.FrechetDistance.Compute(reference, pictures),
        KernelDistance = Evaluation.KernelDistance.Compute(reference, pictures, seed: options.Seed),
        PrecisionRecall = Evaluation.PrecisionRecall.Compute(reference, pictures),
        NearestNeighbours = NearestNeighbourTest.Compute(reference, pictures, options.Seed),
        Classifier = ClassifierTest.Compute(reference, pictures, options.Seed),
        Own = options.Metrics.Where(metric => metric.ComputeOfFeatures is not null)
            .ToDictionary(metric => metric.Name, metric => metric.ComputeOfFeatures!(reference, pictures)),
    };
}
