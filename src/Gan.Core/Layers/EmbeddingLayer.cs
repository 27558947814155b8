using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>A vector for each class, which is learnt.</summary>
/// <remarks>
/// The weight, <c>weight</c> [classes, features], is named and shaped as in PyTorch. It starts as zeros: <see cref="WeightInitialization"/>
/// draws it.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class EmbeddingLayer : Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "spectral")]
    private readonly SpectralNorm? _spectral;

    /// <summary>Creates the layer with weights of zero.</summary>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="features">Numbers in the vector of a class, at least 1.</param>
    /// <param name="spectralNorm">
    /// The largest singular value that the weight is scaled to (<see cref="SpectralNorm"/>), above 0; null leaves the weight as it is. The
    /// default value is null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or <paramref name="spectralNorm"/> is not above 0.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public EmbeddingLayer(int classCount, long features, double? spectralNorm = null)
        : base(LayerParts.Name(nameof(EmbeddingLayer)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        _weight = LayerParts.Zeros(classCount, features);
        _spectral = spectralNorm is { } norm ? new SpectralNorm(() => _weight, norm) : null;
        RegisterComponents();
    }

    /// <summary>Looks the classes up.</summary>
    /// <param name="labels">int64 [N], from 0 to the number of classes − 1.</param>
    /// <returns>
    /// [N, features] of the weight's type, since whole numbers have none to follow (<see cref="LayerExtensions.TypedAs"/> casts it). The
    /// caller disposes it.
    /// </returns>
    public override torch.Tensor forward(torch.Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        return LayerParts.Scaled(_weight, _spectral).index_select(0, labels).MoveToOuterDisposeScope();
    }
}
