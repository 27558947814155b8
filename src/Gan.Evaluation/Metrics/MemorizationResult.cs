namespace Gan.Evaluation;

/// <summary>How near generated pictures lie to the training set, against real pictures that were held out.</summary>
public sealed record MemorizationResult
{
    /// <summary>
    /// The Mann–Whitney statistic in standard deviations: about 0 when both lie equally far, below about −3 when generated pictures are
    /// nearer (copying), above 3 when they are farther (underfitting).
    /// </summary>
    public required double Z { get; init; }

    /// <summary>
    /// How often a generated picture lies farther from the training set than a held-out one: 0.5 when both are alike, 0 for copies.
    /// </summary>
    public required double Auc { get; init; }

    /// <summary>The share of generated pictures whose features are those of a training picture.</summary>
    public required double ExactDuplicates { get; init; }

    /// <summary>The share of generated pictures nearer than half the median distance of the held-out ones.</summary>
    public required double NearDuplicates { get; init; }

    /// <summary>The same of the held-out pictures: what the data set itself repeats.</summary>
    public required double HeldOutNearDuplicates { get; init; }

    /// <summary>For each generated picture, the index of the nearest training picture.</summary>
    public required IReadOnlyList<int> NearestIndices { get; init; }

    /// <summary>For each generated picture, the distance to it.</summary>
    public required IReadOnlyList<double> Distances { get; init; }
}
