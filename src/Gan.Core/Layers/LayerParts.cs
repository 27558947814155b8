using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core.Layers;

/// <summary>What the constructors of layers share.</summary>
internal static class LayerParts
{
    /// <summary>
    /// The name of a layer, asked for on the way to TorchSharp's constructor: a module built before libtorch is there fails with an error
    /// that does not say what is missing.
    /// </summary>
    /// <param name="name">The name of the layer's class.</param>
    /// <returns>The name.</returns>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public static string Name(string name)
    {
        TorchRuntime.EnsureLoaded();
        return name;
    }

    /// <summary>A weight of zeros, which belongs to no dispose scope.</summary>
    /// <param name="shape">Its shape.</param>
    /// <returns>The weight, laid out row by row.</returns>
    public static Parameter Zeros(params long[] shape) => Weight(() => torch.zeros(shape));

    /// <summary>A weight of ones, which belongs to no dispose scope.</summary>
    /// <param name="shape">Its shape.</param>
    /// <returns>The weight, laid out row by row.</returns>
    public static Parameter Ones(params long[] shape) => Weight(() => torch.ones(shape));

    /// <summary>A kernel of zeros, which belongs to no dispose scope.</summary>
    /// <param name="shape">Its shape, of four dimensions.</param>
    /// <returns>The kernel, channels-last in memory.</returns>
    public static Parameter Kernel(params long[] shape) => Weight(() => MemoryFormat.ChannelsLast(torch.zeros(shape)));

    /// <summary>The weight that a layer computes with.</summary>
    /// <param name="weight">The trained weight.</param>
    /// <param name="spectral">What scales it; null for nothing.</param>
    /// <returns>The weight itself, or a differentiable one of its own, in the current scope.</returns>
    public static torch.Tensor Scaled(Parameter weight, SpectralNorm? spectral) => spectral is null ? weight : spectral.forward(weight);

    /// <summary>Takes what a layer of TorchSharp's consists of out of the dispose scope that it was made in.</summary>
    /// <param name="layer">The layer.</param>
    public static void Keep(torch.nn.Module layer)
    {
        foreach (torch.Tensor tensor in layer.state_dict().Values)
        {
            tensor.DetachFromDisposeScope();
        }
    }

    /// <summary>Refuses what is not above 0, and what is no number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or not finite.</exception>
    public static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must be above 0, and finite.");
        }
    }

    private static Parameter Weight(Func<torch.Tensor> create)
    {
        // What is made on the way goes with this scope; a scope of the caller must not take the weight.
        using var scope = torch.NewDisposeScope();
        Parameter weight = torch.nn.Parameter(create());
        weight.DetachFromDisposeScope();
        return weight;
    }
}
