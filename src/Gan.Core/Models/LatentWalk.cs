using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>A walk through a latent space: pictures that change a little from one to the next, and return to where they began.</summary>
public static class LatentWalk
{
    /// <summary>The key latents when no number is given.</summary>
    /// <value>4.</value>
    public const int DefaultKeys = 4;

    /// <summary>Makes the pictures of a closed walk, as <see cref="GeneratorSampling.SampleFrom"/> does.</summary>
    /// <param name="generator">The generator; its device is used.</param>
    /// <param name="frames">How many pictures, at least <paramref name="keys"/>. The one after the last would be the first again.</param>
    /// <param name="seed">The seed of the key latents.</param>
    /// <param name="keys">How many latents the walk goes through, at least 2. The default value is <see cref="DefaultKeys"/>.</param>
    /// <param name="label">
    /// The class of all pictures, 0 to <see cref="IGenerator.ClassCount"/> − 1; null is class 0 where there are classes.
    /// </param>
    /// <returns>float32 [frames, channels, height, width] in [−1, 1], contiguous, on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is outside its range, or <paramref name="label"/> is not a class of the generator.
    /// </exception>
    public static torch.Tensor Walk(this IGenerator generator, int frames, long seed, int keys = DefaultKeys, int? label = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        using torch.Tensor latent = generator.Latent.Walk(frames, seed, keys);
        return generator.SampleFrom(latent, label ?? (generator.ClassCount > 0 ? 0 : null));
    }

    /// <summary>Makes the latents of a closed walk: the keys are those that <see cref="LatentSpace.Sample"/> draws.</summary>
    /// <remarks>
    /// Between normal latents it goes along a great arc (White 2016, "Sampling Generative Networks"): nearly all normal vectors of many
    /// numbers are about equally long, and a straight line would pass through much shorter ones, which the generator never saw. Uniform
    /// latents fill a cube, where a straight line stays inside and an arc would leave it.
    /// </remarks>
    /// <param name="latent">The latent space.</param>
    /// <param name="frames">How many latents, at least <paramref name="keys"/>.</param>
    /// <param name="seed">The seed of the keys.</param>
    /// <param name="keys">How many latents the walk goes through, at least 2. The default value is <see cref="DefaultKeys"/>.</param>
    /// <returns>float32 [frames, Size] on the CPU, the first a key. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static torch.Tensor Walk(this LatentSpace latent, int frames, long seed, int keys = DefaultKeys)
    {
        ArgumentNullException.ThrowIfNull(latent);
        ArgumentOutOfRangeException.ThrowIfLessThan(keys, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, keys);
        using torch.Tensor corners = latent.Sample(keys, seed);
        ReadOnlySpan<float> from = MemoryMarshal.Cast<byte, float>(corners.bytes);

        // Into torch's memory, as LatentSpace draws: what a matrix product rounds to depends on where a tensor begins.
        torch.Tensor walk = torch.empty([frames, latent.Size], torch.ScalarType.Float32);
        Span<float> steps = MemoryMarshal.Cast<byte, float>(walk.bytes);
        for (int i = 0; i < frames; i++)
        {
            long place = (long)i * keys;
            int key = (int)(place / frames), next = (key + 1) % keys;
            Between(
                from.Slice(key * latent.Size, latent.Size), from.Slice(next * latent.Size, latent.Size), (double)(place % frames) / frames,
                latent.Distribution == LatentDistribution.Normal, steps.Slice(i * latent.Size, latent.Size));
        }

        return walk;
    }

    private static void Between(ReadOnlySpan<float> start, ReadOnlySpan<float> end, double way, bool alongAnArc, Span<float> result)
    {
        (double startShare, double endShare) = alongAnArc ? ArcShares(start, end, way) : (1 - way, way);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (float)((startShare * start[i]) + (endShare * end[i]));
        }
    }

    private static (double Start, double End) ArcShares(ReadOnlySpan<float> start, ReadOnlySpan<float> end, double way)
    {
        double product = 0, startSquares = 0, endSquares = 0;
        for (int i = 0; i < start.Length; i++)
        {
            product += (double)start[i] * end[i];
            startSquares += (double)start[i] * start[i];
            endSquares += (double)end[i] * end[i];
        }

        double angle = Math.Acos(Math.Clamp(product / Math.Sqrt(startSquares * endSquares), -1, 1));
        double sine = Math.Sin(angle);

        // In one line with the origin there is no one arc; a vector of zeros has no direction.
        return sine > 1e-6 ? (Math.Sin((1 - way) * angle) / sine, Math.Sin(way * angle) / sine) : (1 - way, way);
    }
}
