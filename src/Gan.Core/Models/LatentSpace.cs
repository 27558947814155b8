using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>The space that a generator maps to pictures.</summary>
public sealed record LatentSpace
{
    /// <summary>Creates a space of 100 numbers, uniform on [−1, 1).</summary>
    public LatentSpace()
    {
    }

    /// <summary>Creates a space.</summary>
    /// <param name="size">Numbers in a latent vector.</param>
    /// <param name="distribution">What they are drawn from.</param>
    public LatentSpace(int size, LatentDistribution distribution = LatentDistribution.Uniform) =>
        (Size, Distribution) = (size, distribution);

    /// <summary>Numbers in a latent vector, at least 1.</summary>
    /// <value>The default value is 100.</value>
    public int Size { get; init; } = 100;

    /// <summary>What they are drawn from.</summary>
    /// <value>The default value is <see cref="LatentDistribution.Uniform"/>.</value>
    public LatentDistribution Distribution { get; init; }

    /// <summary>
    /// Normal numbers farther from 0 than this are drawn again, above 0; null leaves all (Marchesi 2017; Brock et al. 2019). Sampling
    /// from a narrower space than a generator was trained on, <c>(generator.Latent with { Truncation = 1 }).Sample(…)</c>, trades variety
    /// for likeness.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? Truncation { get; init; }

    /// <summary>
    /// Draws latent vectors. They are drawn on the host and then moved, so that a seed gives the same vectors on every device.
    /// </summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seed; the same seed gives the same vectors, and the first of 16 are those of 8.</param>
    /// <param name="device">Where they go; null is the CPU.</param>
    /// <returns>float32 [count, Size]. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public torch.Tensor Sample(int count, long seed, torch.Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        TorchRuntime.EnsureLoaded();
        // A tensor over a managed array begins at any address, and what a matrix product rounds to depends on it: draw into torch's memory.
        torch.Tensor latent = torch.empty([count, Size], torch.ScalarType.Float32);
        Draw(MemoryMarshal.Cast<byte, float>(latent.bytes), seed);
        if (device is null || device.type == DeviceType.CPU)
        {
            return latent;
        }

        using (latent)
        {
            return latent.CopyTo(device);
        }
    }

    internal IEnumerable<string> Validate()
    {
        if (Size < 1)
        {
            yield return $"the latent size is {Size}; it must be at least 1 (100 is usual).";
        }

        if (Truncation is { } limit && (Distribution != LatentDistribution.Normal || !(limit > 0) || double.IsInfinity(limit)))
        {
            yield return $"latent vectors are truncated at {limit}; it must be above 0 (2 is usual), and their distribution Normal.";
        }
    }

    // Not torch's generator: it reads 32 bits of a seed, and how many normal numbers are drawn changes what the last ones are.
    private void Draw(Span<float> values, long seed)
    {
        SeededRandom random = new(seed);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Distribution == LatentDistribution.Uniform ? random.NextSingle() * 2 - 1 : (float)Normal(random);
        }
    }

    private double Normal(SeededRandom random)
    {
        double value = random.NextNormal();
        while (Math.Abs(value) > Truncation)
        {
            value = random.NextNormal();
        }

        return value;
    }
}
