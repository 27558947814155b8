using System.Text.Json.Serialization;

namespace Gan.Detection;

/// <summary>Everything that was measured of one detector.</summary>
public sealed record DetectorReport
{
    private readonly LabelledScores? _logits;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>With what it was trained; null for what is no <see cref="RealFakeDetector"/>.</summary>
    public DetectorDescription? Description { get; init; }

    /// <summary>Its temperature and threshold.</summary>
    public required DetectorCalibration Calibration { get; init; }

    /// <summary>Against all generators together, as many fakes as real pictures.</summary>
    public required DetectionScores Overall { get; init; }

    /// <summary>Against each generator.</summary>
    public required IReadOnlyList<SourceScores> Sources { get; init; }

    /// <summary>Against all generators together, on distorted pictures.</summary>
    public required IReadOnlyList<DistortionScores> Distortions { get; init; }

    /// <summary>The bins of the reliability diagram, against all generators together.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>The pictures with the highest probabilities: of each class, the highest first, real ones before fakes.</summary>
    public required IReadOnlyList<DetectionExample> MostSuspicious { get; init; }

    /// <summary>The pictures with the lowest probabilities: of each class, the lowest first, real ones before fakes.</summary>
    public required IReadOnlyList<DetectionExample> LeastSuspicious { get; init; }

    /// <summary>What it says of all pictures of <see cref="Overall"/>, to draw curves of; not part of a JSON text.</summary>
    /// <exception cref="InvalidOperationException">The report has none: a test always gives it, a text does not.</exception>
    [JsonIgnore]
    public LabelledScores Logits
    {
        get => _logits ?? throw new InvalidOperationException("This report has no logits: only one that a test has just made has.");
        init => _logits = value;
    }
}
