using TorchSharp;

namespace Gan.Core;

/// <summary>Initial weights as Keras draws them: Glorot uniform weights (Glorot and Bengio 2010) and zero biases.</summary>
internal static class GlorotInitialization
{
    /// <summary>
    /// Draws every weight of two or more dimensions, in the order of their registration, and zeroes the biases of the layers they belong
    /// to. Normalisation layers keep their ones and zeros.
    /// </summary>
    /// <param name="module">On the CPU.</param>
    /// <param name="seed">The seed.</param>
    public static void Apply(torch.nn.Module module, long seed)
    {
        using torch.Generator random = new((ulong)seed, torch.CPU);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in module.named_parameters())
        {
            long[] shape = parameter.shape;
            if (shape.Length >= 2)
            {
                long receptiveField = shape[2..].Aggregate(1L, (product, side) => product * side);
                double bound = Math.Sqrt(6.0 / ((shape[0] + shape[1]) * receptiveField));
                // Drawn in the order of the shape, whatever the layout in memory.
                parameter.copy_(torch.empty(shape).uniform_(-bound, bound, random));
            }
            else if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                parameter.zero_();
            }
        }
    }
}
