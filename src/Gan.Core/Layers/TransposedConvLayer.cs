using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// A 4×4 transposed convolution of stride 2 and padding 1, which doubles height and width (Radford et al. 2016, "DCGAN"), and computes in
/// the type of its input.
/// </summary>
/// <remarks>
/// The weights, <c>weight</c> [in, out, 4, 4] and <c>bias</c> [out], are named and shaped as in PyTorch. They start as zeros:
/// <see cref="WeightInitialization"/> draws them.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class TransposedConvLayer : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] One = [1, 1];
    private static readonly long[] Two = [2, 2];

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "spectral")]
    private readonly SpectralNorm? _spectral;

    /// <summary>Creates the layer with weights of zero.</summary>
    /// <param name="inChannels">Channels in, at least 1.</param>
    /// <param name="outChannels">Channels out, at least 1.</param>
    /// <param name="bias">Whether to add a bias; normalisation after the layer makes it superfluous. The default value is true.</param>
    /// <param name="spectralNorm">
    /// The largest singular value that the weight is scaled to (<see cref="SpectralNorm"/>), above 0; null leaves the weight as it is. The
    /// default value is null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number of channels is below 1, or <paramref name="spectralNorm"/> is not above 0.
    /// </exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public TransposedConvLayer(int inChannels, int outChannels, bool bias = true, double? spectralNorm = null)
        : base(LayerParts.Name(nameof(TransposedConvLayer)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        _weight = LayerParts.Kernel(inChannels, outChannels, 4, 4);
        _bias = bias ? LayerParts.Zeros(outChannels) : null;
        _spectral = spectralNorm is { } norm ? new SpectralNorm(() => _weight, norm, transposed: true) : null;
        RegisterComponents();
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="input">float [N, in, H, W], of any floating-point type.</param>
    /// <returns>[N, out, 2H, 2W] of the input's type. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor doubled = functional.conv_transpose2d(input, LayerParts.Scaled(_weight, _spectral).TypedAs(input), strides: Two, padding: One);
        // The bias is added apart: oneDNN's gradient of a transposed convolution's own bias is a slow reference loop.
        return (_bias is null ? doubled : doubled.PlusInPlace(_bias.view(1, -1, 1, 1).TypedAs(input))).MoveToOuterDisposeScope();
    }
}
