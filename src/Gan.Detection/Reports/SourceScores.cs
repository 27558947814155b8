namespace Gan.Detection;

/// <summary>How a detector does against one generator: an entry of the cross-generator matrix.</summary>
public sealed record SourceScores
{
    /// <summary>What the generator is called.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the detector was made with pictures of it; these here are of other latent vectors in any case.</summary>
    public required bool IsSeen { get; init; }

    /// <summary>The numbers, for as many of its pictures as real ones.</summary>
    public required DetectionScores Scores { get; init; }
}
