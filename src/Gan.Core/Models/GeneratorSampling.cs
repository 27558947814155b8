using TorchSharp;

namespace Gan.Core;

/// <summary>Pictures from a generator.</summary>
public static class GeneratorSampling
{
    private const int BatchSize = 256;

    /// <summary>
    /// Makes pictures in inference mode, in batches, without gradients; the network and all modules in it return to the modes they were in.
    /// The same seed gives the same pictures as long as the weights are the same.
    /// </summary>
    /// <param name="generator">The generator; its device is used.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seed of the latent vectors.</param>
    /// <param name="label">
    /// The class to ask for, 0 to <see cref="IGenerator.ClassCount"/> − 1; null to go through all classes in turn.
    /// </param>
    /// <returns>float32 [count, channels, height, width] in [−1, 1], contiguous, on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is below 1, or <paramref name="label"/> is not a class of the generator.
    /// </exception>
    /// <exception cref="InvalidOperationException">The generator is being trained on another thread.</exception>
    public static torch.Tensor Sample(this IGenerator generator, int count, long seed, int? label = null)
    {
        using torch.Tensor latent = generator.Latent.Sample(count, seed);
        return generator.SampleFrom(latent, label);
    }

    /// <summary>Makes pictures from given latent vectors, as <see cref="Sample"/> does.</summary>
    /// <param name="generator">The generator; its device is used.</param>
    /// <param name="latent">float32 [N, latent size], on any device.</param>
    /// <param name="label">The class to ask for; null to go through all classes in turn.</param>
    /// <returns>float32 [N, channels, height, width] in [−1, 1], contiguous, on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="latent"/> does not have the generator's latent size.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class of the generator.</exception>
    /// <exception cref="InvalidOperationException">The generator is being trained on another thread.</exception>
    public static torch.Tensor SampleFrom(this IGenerator generator, torch.Tensor latent, int? label = null)
    {
        if (latent.dim() != 2 || latent.shape[0] < 1 || latent.shape[1] != generator.Latent.Size)
        {
            throw new ArgumentException(
                $"The generator maps from [N, {generator.Latent.Size}]; this tensor is [{string.Join(", ", latent.shape)}].", nameof(latent));
        }

        if (label is { } asked)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(asked, nameof(label));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(asked, generator.ClassCount, nameof(label));
        }

        TrainingLease.RequireFree(generator.Network);
        using InferenceMode mode = new(generator.Network);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        List<torch.Tensor> batches = [];
        for (long start = 0; start < latent.shape[0]; start += BatchSize)
        {
            batches.Add(SampleBatch(generator, latent, start, label));
        }

        return torch.cat(batches).contiguous().MoveToOuterDisposeScope();
    }

    private static torch.Tensor SampleBatch(IGenerator generator, torch.Tensor latent, long start, int? label)
    {
        using var scope = torch.NewDisposeScope();
        torch.Device device = generator.Network.Device();
        long count = Math.Min(BatchSize, latent.shape[0] - start);
        torch.Tensor? labels = LabelsInTurn(generator, start, (int)count, label);
        torch.Tensor images = generator.Generate(latent.narrow(0, start, count).to(device), labels);
        return images.to(torch.ScalarType.Float32).cpu().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The classes of some pictures among many: int64 [count] on the generator's device in the current scope; null when it has none.
    /// </summary>
    internal static torch.Tensor? LabelsInTurn(IGenerator generator, long start, int count, int? label = null)
    {
        if (generator.ClassCount == 0)
        {
            return null;
        }

        long[] classes = [.. Enumerable.Range(0, count).Select(i => label ?? (start + i) % generator.ClassCount)];
        return torch.tensor(classes).to(generator.Network.Device());
    }
}
