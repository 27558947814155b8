namespace Gan.Evaluation;

/// <summary>What was measured of one set of pictures, compared with the training set.</summary>
public sealed record EvaluationResult
{
    /// <summary>What a person calls the pictures.</summary>
    public required string Source { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>What a person calls the set they are compared with.</summary>
    public required string Reference { get; init; }

    /// <summary>Pictures of it.</summary>
    public required int ReferenceCount { get; init; }

    /// <summary>The seed of the latent vectors and of every choice.</summary>
    public required long Seed { get; init; }

    /// <summary>The numbers of each extractor.</summary>
    public required IReadOnlyList<FeatureScores> Scores { get; init; }

    /// <summary>The distance of patches and colours.</summary>
    public required SlicedWassersteinResult SlicedWasserstein { get; init; }

    /// <summary>The structural similarity of two of the pictures on average: higher means less variety.</summary>
    public required double MeanSimilarity { get; init; }

    /// <summary>The same of the set they are compared with.</summary>
    public required double ReferenceMeanSimilarity { get; init; }

    /// <summary>How near the pictures lie to the training set, in pixels; null for real pictures.</summary>
    public MemorizationResult? Memorization { get; init; }

    /// <summary>What makes the numbers less sure, in sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The values of the caller's own metrics of pictures (<see cref="EvaluationMetric.OfPictures"/>), by name.</summary>
    public IReadOnlyDictionary<string, double> Own { get; init; } = new Dictionary<string, double>();

    /// <summary>The caller's own metrics, so that whoever shows the numbers shows theirs too.</summary>
    internal IReadOnlyList<EvaluationMetric> OwnMetrics { get; init; } = [];
}
