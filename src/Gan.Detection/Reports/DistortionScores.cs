namespace Gan.Detection;

/// <summary>How a detector does on pictures, real and fake, that were distorted: an entry of the robustness grid.</summary>
/// <param name="Distortion">What happened to them.</param>
/// <param name="Scores">The numbers, against all generators together.</param>
public sealed record DistortionScores(string Distortion, DetectionScores Scores);
