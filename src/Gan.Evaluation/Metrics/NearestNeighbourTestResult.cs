namespace Gan.Evaluation;

/// <summary>How well nearest neighbours tell real from generated.</summary>
public sealed record NearestNeighbourTestResult
{
    /// <summary>
    /// About 0.5 for equal distributions, 1 when they are apart; below 0.5 when generated pictures are copies of these real ones.
    /// </summary>
    public required double Accuracy { get; init; }

    /// <summary>The share of real pictures whose nearest neighbour is real.</summary>
    public required double RealAccuracy { get; init; }

    /// <summary>
    /// The share of generated pictures whose nearest neighbour is generated. High with a low <see cref="RealAccuracy"/>: they lie
    /// closer together than the real ones.
    /// </summary>
    public required double GeneratedAccuracy { get; init; }

    /// <summary>Pictures of each kind.</summary>
    public required int Count { get; init; }
}
