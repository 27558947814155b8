using Gan.Core.ModelFiles;

namespace Gan.Detection;

/// <summary>The report card of detectors that were judged by the same pictures.</summary>
public sealed record DetectionReport
{
    /// <summary>The real pictures that they were judged by.</summary>
    public required DatasetDescription Real { get; init; }

    /// <summary>How many of them were used.</summary>
    public required int RealCount { get; init; }

    /// <summary>How many were not, since a detector was trained with a picture that is the same byte for byte.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The generators that fakes were made with.</summary>
    public required IReadOnlyList<FakeSourceDescription> Sources { get; init; }

    /// <summary>The seed of latent vectors and choices.</summary>
    public required long Seed { get; init; }

    /// <summary>What was measured of each.</summary>
    public required IReadOnlyList<DetectorReport> Detectors { get; init; }

    /// <summary>What a sound experiment must find at chance (<see cref="DetectionControls"/>); empty when they were not run.</summary>
    public required IReadOnlyList<ControlResult> Controls { get; init; }
}
