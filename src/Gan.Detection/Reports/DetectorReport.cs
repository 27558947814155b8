using System.Text.Json.Serialization;

namespace Gan.Detection;

/// <summary>Everything that was measured of one detector.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">With what it was trained; null for what is no <see cref="RealFakeDetector"/>.</param>
/// <param name="Calibration">Its temperature and threshold.</param>
/// <param name="Overall">Against all generators together, as many fakes as real pictures.</param>
/// <param name="Sources">Against each generator.</param>
/// <param name="Distortions">Against all generators together, on distorted pictures.</param>
/// <param name="Reliability">The bins of the reliability diagram, against all generators together.</param>
/// <param name="MostSuspicious">The pictures with the highest probabilities: of each class, the highest first, real ones before fakes.</param>
/// <param name="LeastSuspicious">The pictures with the lowest probabilities: of each class, the lowest first, real ones before fakes.</param>
/// <param name="Logits">What it says of all pictures of <paramref name="Overall"/>, to draw curves of; not part of a JSON text.</param>
public sealed record DetectorReport(
    string Name,
    DetectorDescription? Description,
    DetectorCalibration Calibration,
    DetectionScores Overall,
    IReadOnlyList<SourceScores> Sources,
    IReadOnlyList<DistortionScores> Distortions,
    IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<DetectionExample> MostSuspicious,
    IReadOnlyList<DetectionExample> LeastSuspicious,
    [property: JsonIgnore] LabelledScores Logits);
