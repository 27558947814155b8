namespace Gan.Detection;

/// <summary>How a detector does against one generator: an entry of the cross-generator matrix.</summary>
/// <param name="Source">What the generator is called.</param>
/// <param name="IsSeen">Whether the detector was made with pictures of it; these here are of other latent vectors in any case.</param>
/// <param name="Scores">The numbers, for as many of its pictures as real ones.</param>
public sealed record SourceScores(string Source, bool IsSeen, DetectionScores Scores);
