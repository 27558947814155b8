using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>A dense (fully connected, linear) layer that computes in the type of its input.</summary>
/// <remarks>
/// The weights, <c>weight</c> [out, in] and <c>bias</c> [out], are named and shaped as in PyTorch. They start as zeros:
/// <see cref="WeightInitialization"/> draws them.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class DenseLayer : Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "spectral")]
    private readonly SpectralNorm? _spectral;

    /// <summary>Creates the layer with weights of zero.</summary>
    /// <param name="inFeatures">Numbers in, at least 1.</param>
    /// <param name="outFeatures">Numbers out, at least 1.</param>
    /// <param name="bias">Whether to add a bias. The default value is true.</param>
    /// <param name="spectralNorm">
    /// The largest singular value that the weight is scaled to (<see cref="SpectralNorm"/>), above 0; null leaves the weight as it is. The
    /// default value is null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number of features is below 1, or <paramref name="spectralNorm"/> is not above 0.
    /// </exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public DenseLayer(long inFeatures, long outFeatures, bool bias = true, double? spectralNorm = null)
        : base(LayerParts.Name(nameof(DenseLayer)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        _weight = LayerParts.Zeros(outFeatures, inFeatures);
        _bias = bias ? LayerParts.Zeros(outFeatures) : null;
        _spectral = spectralNorm is { } norm ? new SpectralNorm(() => _weight, norm) : null;
        RegisterComponents();
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="input">float [N, …, in], of any floating-point type.</param>
    /// <returns>[N, …, out] of the input's type. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        return functional.linear(input, LayerParts.Scaled(_weight, _spectral).TypedAs(input), _bias?.TypedAs(input)).MoveToOuterDisposeScope();
    }
}
