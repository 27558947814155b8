using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Whether the augmentation of what the discriminator sees shows in the generated pictures, where it has no business (Karras et al. 2020
/// call it a leak). Brightness, saturation, contrast, flat edges and grey areas of generated pictures are compared with those of real
/// pictures, plain and augmented.
/// </summary>
public static class AugmentationLeak
{
    // Fewer, and an augmentation leaves too little trace to be told from chance.
    private const double SmallestTrace = 0.002;
    private const int Resamplings = 100;

    /// <summary>Looks for traces.</summary>
    /// <param name="generated">uint8 [N, C, H, W], N at least 100 for an answer beyond chance.</param>
    /// <param name="real">uint8 [M, C, H, W]: pictures of the training set, on the device of the augmentations' numbers.</param>
    /// <param name="heldOut">uint8 [K, C, H, W]: real pictures that training never saw.</param>
    /// <param name="augmentations">What the run augmented with, in that order.</param>
    /// <param name="seed">Fixes the draws. The default value is 0.</param>
    /// <returns>The signs that these augmentations change at all; empty when they leave no trace that is looked for, as flips do.</returns>
    /// <exception cref="ArgumentException">There are no pictures, or they are of different shapes or not uint8.</exception>
    public static IReadOnlyList<AugmentationSign> Measure(
        torch.Tensor generated, torch.Tensor real, torch.Tensor heldOut, IReadOnlyList<IAugmentation> augmentations, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(augmentations);
        foreach (torch.Tensor pictures in new[] { generated, real, heldOut })
        {
            if (pictures.dim() != 4 || pictures.dtype != torch.ScalarType.Byte || pictures.shape[0] < 1
                || !pictures.shape.AsSpan()[1..].SequenceEqual(real.shape.AsSpan()[1..]))
            {
                throw new ArgumentException($"Pictures of one shape are needed, uint8 [N, C, H, W]; these are {pictures.dtype} [{string.Join(", ", pictures.shape)}].", nameof(generated));
            }
        }

        using torch.Tensor augmented = Augment(real, augmentations, seed);
        List<AugmentationSign> signs = [];
        foreach ((string name, Func<PicturePixels, double> look) in PictureTraces.All)
        {
            double[] plain = Look(real, look), changed = Look(augmented, look);
            Mixture mixture = new(plain, changed);
            if (mixture.Trace < SmallestTrace)
            {
                continue;
            }

            double[] made = Look(generated, look);
            signs.Add(new AugmentationSign
            {
                Name = name,
                Share = mixture.Share(made),
                HeldOut = mixture.Share(Look(heldOut, look)),
                StandardError = StandardError(mixture, made, RandomSeeds.Derive(seed, name)),
            });
        }

        return signs;
    }

    /// <summary>Says in words what shows.</summary>
    /// <param name="signs">What <see cref="Measure"/> found.</param>
    /// <returns>A sentence with what to do; null when nothing shows.</returns>
    public static string? Describe(IReadOnlyList<AugmentationSign> signs)
    {
        string[] shown = [.. signs.Where(sign => sign.Shows).Select(sign => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{sign.Name} (as in {Math.Min(sign.Share, 1):P0} augmented pictures)"))];
        return shown.Length == 0
            ? null
            : $"The augmentation shows in the generated pictures: {string.Join(", ", shown)}. Use less of it, apply it with a probability "
                + "(Augmentations.Random, Augmentations.Adaptive), or leave cutout out.";
    }

    private static double StandardError(Mixture mixture, double[] values, long seed)
    {
        SeededRandom random = new(seed);
        double[] shares = new double[Resamplings];
        double[] drawn = new double[values.Length];
        for (int i = 0; i < Resamplings; i++)
        {
            for (int k = 0; k < drawn.Length; k++)
            {
                drawn[k] = values[random.NextInt(values.Length)];
            }

            shares[i] = mixture.Share(drawn);
        }

        double mean = shares.Average();
        return Math.Sqrt(shares.Sum(share => (share - mean) * (share - mean)) / (Resamplings - 1));
    }

    private static torch.Tensor Augment(torch.Tensor real, IReadOnlyList<IAugmentation> augmentations, long seed)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        torch.Tensor callersDraws = torch.get_rng_state();
        torch.manual_seed(RandomSeeds.Derive(seed, "augmentation leak"));
        torch.Tensor seen = PixelScaling.ToNetwork(real);
        foreach (IAugmentation augmentation in augmentations)
        {
            seen = augmentation.Apply(seen, default);
        }

        torch.set_rng_state(callersDraws);
        return PixelScaling.ToBytes(seen).MoveToOuterDisposeScope();
    }

    private static double[] Look(torch.Tensor pictures, Func<PicturePixels, double> look)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor laid = pictures.cpu().contiguous();
        (int count, int size) = ((int)laid.shape[0], (int)(laid.numel() / laid.shape[0]));
        byte[] bytes = laid.bytes.ToArray();
        double[] values = new double[count];
        Parallel.For(0, count, i => values[i] = look(new PicturePixels(
            bytes.AsMemory(i * size, size), (int)laid.shape[1], (int)laid.shape[2], (int)laid.shape[3])));
        return values;
    }
}
