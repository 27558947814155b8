using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// The other road to a detector: the discriminator of a trained GAN, which learnt to tell real from generated on the way. It has chased one
/// generator as that changed, and the generator has learnt to pass it: expect less of it than of a <see cref="RealFakeDetector"/>.
/// </summary>
/// <remarks>
/// Its calibration uses the pictures that the GAN was trained on, which the discriminator has seen: probabilities of real pictures that it
/// has not seen may come out too high.
/// </remarks>
public sealed class DiscriminatorDetector : IFakeDetector
{
    private readonly IDiscriminator _discriminator;
    private readonly HashSet<long> _seen;
    private readonly HashSet<string> _generators;

    private DiscriminatorDetector(
        string name, IDiscriminator discriminator, DetectorCalibration calibration, HashSet<long> seen, HashSet<string> generators)
    {
        Name = name;
        Calibration = calibration;
        _discriminator = discriminator;
        _seen = seen;
        _generators = generators;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ImageShape ImageShape => _discriminator.ImageShape;

    /// <inheritdoc/>
    public DetectorCalibration Calibration { get; }

    /// <summary>Makes a detector of a discriminator.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="discriminator">The discriminator, such as a <see cref="GanDiscriminator"/>; it stays the caller's to dispose.</param>
    /// <param name="real">The real pictures that the GAN was trained on, at least 20.</param>
    /// <param name="generators">
    /// What fakes for validation are made with: the GAN's own generator, or those of a detector that it is compared with.
    /// </param>
    /// <param name="seed">The seed of the choice of pictures and of latent vectors. The default value is 0.</param>
    /// <param name="maxPictures">The most real pictures that calibration uses. The default value is 1,000.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>The detector; it needs the discriminator as long as it is used.</returns>
    /// <exception cref="GanConfigurationException">
    /// Discriminator, pictures and generators do not fit together; every problem is listed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static DiscriminatorDetector Calibrate(
        string name,
        IDiscriminator discriminator,
        IImageDataset real,
        IReadOnlyList<FakeSource> generators,
        long seed = 0,
        int maxPictures = 1000,
        CancellationToken cancellationToken = default)
    {
        GanConfigurationException.ThrowIfAny($"The discriminator '{name}'", Problems(discriminator, real, generators));
        using var scope = torch.NewDisposeScope();
        int count = Math.Min(real.Count, Math.Max(maxPictures, DetectorOptions.FewestPictures));
        torch.Tensor pictures = PictureBytes.Load(real, count, seed);
        torch.Tensor fakes = FakeSource.SampleAll(generators, count, DetectionSplit.Validation, seed, cancellationToken);
        DetectorCalibration calibration = DetectorCalibration.Fit(
            LabelledScores.Of(Judge(discriminator, pictures), Judge(discriminator, fakes)));
        return new DiscriminatorDetector(
            name, discriminator, calibration, [.. PictureIdentity.OfAll(real)], [.. generators.Select(source => source.Fingerprint)]);
    }

    /// <inheritdoc/>
    public double[] Logits(torch.Tensor bytes)
    {
        DetectorInput.RequireBytes(bytes, ImageShape);
        return Judge(_discriminator, bytes);
    }

    /// <inheritdoc/>
    public bool HasSeen(ReadOnlySpan<byte> pixels) => _seen.Contains(PictureIdentity.Of(pixels));

    /// <inheritdoc/>
    public bool HasSeen(FakeSource source) => _generators.Contains(source.Fingerprint);

    // A discriminator is high for real pictures, a detector for fakes.
    private static double[] Judge(IDiscriminator discriminator, torch.Tensor bytes)
    {
        using InferenceMode mode = new(discriminator.Network);
        using torch.Tensor logits = BatchedExtraction.Run(
            bytes, discriminator.Network.Device(), pictures => discriminator.Discriminate(PixelScaling.ToNetwork(pictures)));
        return Array.ConvertAll(logits.data<float>().ToArray(), logit => -(double)logit);
    }

    private static IEnumerable<string> Problems(IDiscriminator discriminator, IImageDataset real, IReadOnlyList<FakeSource> generators)
    {
        if (discriminator.ClassCount > 0)
        {
            yield return "it is conditional, and the class of a picture that is asked about is not known; use one that is not.";
        }

        if (discriminator.ImageShape != real.Shape)
        {
            yield return $"it judges pictures of {discriminator.ImageShape}, and those of '{real.Name}' are {real.Shape}.";
        }

        if (real.Count < DetectorOptions.FewestPictures)
        {
            yield return $"'{real.Name}' has {real.Count} pictures; at least {DetectorOptions.FewestPictures} are needed.";
        }

        foreach (string problem in FakeSource.Problems(generators, real.Shape))
        {
            yield return problem;
        }
    }
}
