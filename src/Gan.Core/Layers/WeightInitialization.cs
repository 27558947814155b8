using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core.Layers;

/// <summary>
/// Draws the initial weights of a network. The seed alone decides them, and TorchSharp's global generator is left alone.
/// </summary>
/// <remarks>
/// Every weight of two or more dimensions is drawn, in the order of registration, and the other parameters called <c>bias</c> become zero.
/// Other parameters of one dimension, such as the scales of normalisation layers, stay what they are; those of group normalisation, which
/// TorchSharp 0.107 leaves as they were found in memory, become one. The scales and shifts of <see cref="ConditionalBatchNorm"/> become
/// ones and zeros. Where a layer has a <see cref="SpectralNorm"/>, its vectors are found for the drawn weight. Fan-in and fan-out are
/// PyTorch's: the second and the first dimension of the weight times the size of the kernel, for transposed convolutions too.
/// </remarks>
/// <threadsafety>All members may be called from any thread; a module serves one thread.</threadsafety>
public static class WeightInitialization
{
    /// <summary>
    /// Uniform within ±√(6 / (fan-in + fan-out)), as Keras does (Glorot and Bengio 2010: "Understanding the difficulty of training deep
    /// feedforward neural networks").
    /// </summary>
    /// <param name="module">On the CPU.</param>
    /// <param name="seed">The seed; its lower 32 bits count.</param>
    public static void GlorotUniform(torch.nn.Module module, long seed)
    {
        TorchRuntime.EnsureLoaded();
        using torch.Generator random = new((ulong)seed, torch.CPU);
        ForEachWeight(module, seed, weight =>
        {
            (long fanIn, long fanOut) = Fans(weight.shape);
            double bound = Math.Sqrt(6.0 / (fanIn + fanOut));
            // Drawn in the order of the shape, whatever the layout in memory.
            weight.copy_(torch.empty(weight.shape).uniform_(-bound, bound, random));
        });
    }

    /// <summary>
    /// Normal with deviation √(2 / ((1 + slope²) · fan-in)), for networks of (leaky) ReLUs (He et al. 2015: "Delving deep into
    /// rectifiers").
    /// </summary>
    /// <param name="module">On the CPU.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="leakySlope">Slope of the ReLUs below zero, at least 0. The default value is 0: plain ReLUs.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="leakySlope"/> is negative or not finite.</exception>
    public static void HeNormal(torch.nn.Module module, long seed, double leakySlope = 0)
    {
        RequireFinite(leakySlope, nameof(leakySlope));
        DrawNormal(module, seed, shape => Math.Sqrt(2 / ((1 + leakySlope * leakySlope) * Fans(shape).In)));
    }

    /// <summary>
    /// Normal with deviation 1/√fan-in, which keeps the size of what passes a layer without an activation (LeCun et al. 1998: "Efficient
    /// backprop").
    /// </summary>
    /// <param name="module">On the CPU.</param>
    /// <param name="seed">The seed.</param>
    public static void LeCunNormal(torch.nn.Module module, long seed) => DrawNormal(module, seed, shape => 1 / Math.Sqrt(Fans(shape).In));

    /// <summary>Normal with the same deviation for every weight (Radford et al. 2016, "DCGAN": 0.02).</summary>
    /// <param name="module">On the CPU.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="deviation">The standard deviation, at least 0. The default value is 0.02.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> is negative or not finite.</exception>
    public static void Normal(torch.nn.Module module, long seed, double deviation = 0.02)
    {
        RequireFinite(deviation, nameof(deviation));
        DrawNormal(module, seed, _ => deviation);
    }

    private static void DrawNormal(torch.nn.Module module, long seed, Func<long[], double> deviation)
    {
        TorchRuntime.EnsureLoaded();
        // Not torch's generator: it reads 32 bits of a seed, and its normal numbers depend on the processor and on how many are drawn.
        SeededRandom random = new(seed);
        ForEachWeight(module, seed, weight =>
        {
            double scale = deviation(weight.shape);
            torch.Tensor drawn = torch.empty(weight.shape, torch.ScalarType.Float32);
            foreach (ref float value in MemoryMarshal.Cast<byte, float>(drawn.bytes))
            {
                value = (float)(scale * random.NextNormal());
            }

            weight.copy_(drawn);
        });
    }

    private static void ForEachWeight(torch.nn.Module module, long seed, Action<torch.Tensor> draw)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            if (parameter.dim() >= 2)
            {
                draw(parameter);
            }
            else if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                parameter.zero_();
            }
        }

        torch.nn.Module[] modules = [.. module.named_modules().Select(named => named.module).Prepend(module)];
        foreach (GroupNorm norm in modules.OfType<GroupNorm>())
        {
            norm.weight?.fill_(TensorMath.One);
        }

        foreach (IOwnInitialWeights layer in modules.OfType<IOwnInitialWeights>())
        {
            layer.Begin();
        }

        SeededRandom random = new(RandomSeeds.Derive(seed, "spectral norm"));
        foreach (SpectralNorm norm in SpectralNorm.Of(module))
        {
            norm.Begin(random);
        }
    }

    private static (long In, long Out) Fans(long[] shape)
    {
        long receptiveField = shape[2..].Aggregate(1L, (product, side) => product * side);
        return (shape[1] * receptiveField, shape[0] * receptiveField);
    }

    private static void RequireFinite(double value, string name)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must be at least 0, and finite.");
        }
    }
}
