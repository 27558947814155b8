namespace Gan.Evaluation;

/// <summary>A number of a measurement.</summary>
public enum EvaluationMetric
{
    /// <summary>The Fréchet distance; the lowest is the best.</summary>
    FrechetDistance,

    /// <summary>The kernel distance (KID); the lowest is the best.</summary>
    KernelDistance,

    /// <summary>Precision; the highest is the best.</summary>
    Precision,

    /// <summary>Recall; the highest is the best.</summary>
    Recall,

    /// <summary>Density, which should be near that of real pictures.</summary>
    Density,

    /// <summary>Coverage; the highest is the best.</summary>
    Coverage,

    /// <summary>The accuracy of the nearest-neighbour test, which should be near 0.5.</summary>
    NearestNeighbourAccuracy,

    /// <summary>The accuracy of the classifier test; the lowest is the best.</summary>
    ClassifierAccuracy,

    /// <summary>The sliced Wasserstein distance; the lowest is the best.</summary>
    SlicedWasserstein,

    /// <summary>The distance of colours; the lowest is the best.</summary>
    ColourDistance,

    /// <summary>The structural similarity of two pictures on average, which should be near that of real ones.</summary>
    MeanSimilarity,

    /// <summary>The share of near copies of training pictures, which should be near that of held-out ones.</summary>
    NearDuplicates,

    /// <summary>How often a picture lies farther from the training set than a held-out one: 0.5 when both are alike, 0 for copies.</summary>
    TrainingDistanceRank,
}
