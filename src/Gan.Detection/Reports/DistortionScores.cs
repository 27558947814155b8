namespace Gan.Detection;

/// <summary>How a detector does on pictures, real and fake, that were distorted: an entry of the robustness grid.</summary>
public sealed record DistortionScores
{
    /// <summary>What happened to them.</summary>
    public required string Distortion { get; init; }

    /// <summary>The numbers, against all generators together.</summary>
    public required DetectionScores Scores { get; init; }
}
