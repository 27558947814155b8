using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core;

/// <summary>Measures the batch normalisation of a generator anew, as the weights are now.</summary>
internal static class BatchStatistics
{
    private const int BatchSize = 256;

    /// <summary>Whether a network has statistics to measure.</summary>
    public static bool AreIn(torch.nn.Module network) => Norms(network).Length > 0;

    /// <summary>
    /// Sets the running statistics to the means over batches of generated pictures, a function of the weights and the seed alone.
    /// </summary>
    /// <param name="generator">The generator; it returns to the mode that it was in.</param>
    /// <param name="images">How many pictures, at least 2.</param>
    /// <param name="seed">The seed of their latent vectors.</param>
    public static void Measure(IGenerator generator, int images, long seed)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        BatchNorm2d[] norms = Norms(generator.Network);
        double?[] momenta = [.. norms.Select(norm => norm.momentum)];
        torch.Tensor[] running = [.. norms.SelectMany(norm => new[] { norm.running_mean!, norm.running_var! })];
        torch.Tensor[] sums = [.. running.Select(value => torch.zeros_like(value))];
        bool[] wereTraining = [.. norms.Select(norm => norm.training)];
        int batches = Math.Max(1, images / BatchSize);
        int size = images / batches;
        using torch.Tensor latent = generator.Latent.Sample(batches * size, seed, generator.Network.Device());
        try
        {
            foreach (BatchNorm2d norm in norms)
            {
                norm.train();
                // The running statistics become those of the batch.
                norm.momentum = 1;
            }

            for (int batch = 0; batch < batches; batch++)
            {
                using var step = torch.NewDisposeScope();
                generator.Generate(latent.narrow(0, (long)batch * size, size), GeneratorSampling.LabelsInTurn(generator, (long)batch * size, size));
                foreach ((torch.Tensor sum, torch.Tensor value) in sums.Zip(running))
                {
                    sum.PlusInPlace(value);
                }
            }
        }
        finally
        {
            foreach ((BatchNorm2d norm, double? momentum, bool wasTraining) in norms.Zip(momenta, wereTraining))
            {
                norm.momentum = momentum;
                norm.train(wasTraining);
            }
        }

        foreach ((torch.Tensor sum, torch.Tensor value) in sums.Zip(running))
        {
            value.copy_(sum.Times(1.0 / batches));
        }
    }

    private static BatchNorm2d[] Norms(torch.nn.Module network) =>
        [.. network.named_modules().Select(named => named.module).Prepend(network).OfType<BatchNorm2d>().Distinct()];
}
