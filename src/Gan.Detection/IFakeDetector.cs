using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// Something that says how likely a picture is to be generated. <see cref="RealFakeDetector"/> is trained for it;
/// <see cref="DiscriminatorDetector"/> is what a GAN has learnt on the way. <see cref="DetectorScoring"/> scores pictures with any of them.
/// </summary>
public interface IFakeDetector
{
    /// <summary>What a person calls it.</summary>
    string Name { get; }

    /// <summary>The shape of the pictures that it judges.</summary>
    ImageShape ImageShape { get; }

    /// <summary>
    /// How its logits become probabilities, and from which probability on it calls a picture fake; both found on validation pictures.
    /// </summary>
    DetectorCalibration Calibration { get; }

    /// <summary>Judges pictures. They are bytes so that real and generated ones pass the same quantisation.</summary>
    /// <param name="bytes">uint8 [N, C, H, W], N at least 1, on any device.</param>
    /// <returns>For each picture a logit, above 0 for fake; not calibrated.</returns>
    /// <exception cref="ArgumentException">The tensor is of another type or shape.</exception>
    double[] Logits(torch.Tensor bytes);

    /// <summary>Whether the detector was made with this very picture, so that it must not be judged by it.</summary>
    /// <param name="pixels">The bytes of one picture, CHW.</param>
    /// <returns>Whether it is known to have seen it. The default implementation knows of none.</returns>
    bool HasSeen(ReadOnlySpan<byte> pixels) => false;

    /// <summary>Whether the detector was made with pictures of this very generator: then it is judged in its own domain.</summary>
    /// <param name="source">The generator.</param>
    /// <returns>Whether it is known to have seen it. The default implementation knows of none.</returns>
    bool HasSeen(FakeSource source) => false;
}
