using Gan.Detection;

namespace DogGan.Detection;

/// <summary>What a detector says of a picture or a video.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Probability">The calibrated probability that it was generated.</param>
/// <param name="IsGenerated">Whether that is at least the detector's threshold.</param>
/// <param name="Frames">Frames of a video; null for a picture.</param>
/// <param name="StretchInterval">Where a video's probability lies if its stretches are drawn again; null for a picture or a short video.</param>
internal sealed record PictureVerdict(string Path, double Probability, bool IsGenerated, int? Frames = null, ConfidenceInterval? StretchInterval = null);
