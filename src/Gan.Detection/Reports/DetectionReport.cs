using Gan.Core.ModelFiles;

namespace Gan.Detection;

/// <summary>The report card of detectors that were judged by the same pictures.</summary>
/// <param name="Real">The real pictures that they were judged by.</param>
/// <param name="RealCount">How many of them were used.</param>
/// <param name="LeftOut">How many were not, since a detector was trained with a picture that is the same byte for byte.</param>
/// <param name="Sources">The generators that fakes were made with.</param>
/// <param name="Seed">The seed of latent vectors and choices.</param>
/// <param name="Detectors">What was measured of each.</param>
/// <param name="Controls">What a sound experiment must find at chance (<see cref="DetectionControls"/>); empty when they were not run.</param>
public sealed record DetectionReport(
    DatasetDescription Real,
    int RealCount,
    int LeftOut,
    IReadOnlyList<FakeSourceDescription> Sources,
    long Seed,
    IReadOnlyList<DetectorReport> Detectors,
    IReadOnlyList<ControlResult> Controls);
