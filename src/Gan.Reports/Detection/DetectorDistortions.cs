using Gan.Detection;
using Gan.Imaging;

namespace Gan.Reports;

/// <summary>
/// JPEG, blur, resizing and noise for detectors: other strengths in training than in the test, so that the test is of what was not
/// practised. The detectors that the documentation measures were trained and tested with them.
/// </summary>
public static class DetectorDistortions
{
    /// <summary>For <see cref="RealFakeDetector.Train"/>.</summary>
    public static IReadOnlyList<PictureDistortion> Training { get; } = From(
        Distortion.Jpeg(95),
        Distortion.Jpeg(80),
        Distortion.Jpeg(60),
        Distortion.Jpeg(40),
        Distortion.Blur(0.4),
        Distortion.Blur(0.8),
        Distortion.Blur(1.5),
        Distortion.Resize(0.7),
        Distortion.Resize(1.5),
        Distortion.Noise(3),
        Distortion.Noise(6));

    /// <summary>For <see cref="DetectorEvaluator.Evaluate"/>.</summary>
    public static IReadOnlyList<PictureDistortion> Test { get; } = From(
        Distortion.Jpeg(90),
        Distortion.Jpeg(70),
        Distortion.Jpeg(50),
        Distortion.Jpeg(30),
        Distortion.Blur(0.5),
        Distortion.Blur(1),
        Distortion.Blur(2),
        Distortion.Resize(0.75),
        Distortion.Resize(2),
        Distortion.Noise(4),
        Distortion.Noise(8));

    private static PictureDistortion[] From(params Distortion[] distortions) =>
        [.. distortions.Select(distortion => new PictureDistortion(distortion.Name, distortion.Apply))];
}
