using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Doubles height and width by repeating pixels, then convolves 3×3 with padding 1 (Odena et al. 2016, "Deconvolution and checkerboard
/// artifacts"), in the type of its input.
/// </summary>
/// <remarks>
/// The weights, <c>weight</c> [out, in, 3, 3] and <c>bias</c> [out], are those of the 3×3 convolution, as in PyTorch and Keras. They start
/// as zeros: <see cref="WeightInitialization"/> draws them.
/// <para>
/// Repeating pixels is to set zeros between them and add up 2×2 neighbours. Adding up can as well come after the convolution, which among
/// zeros is a transposed convolution of stride 2: the same function with 9 multiplications for a pixel of the input instead of 36, and
/// gradients that cost no more.
/// </para>
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class UpsampleConvLayer : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] KernelAxes = [2, 3];
    private static readonly long[] Zero = [0, 0];
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
    public UpsampleConvLayer(int inChannels, int outChannels, bool bias = true, double? spectralNorm = null)
        : base(LayerParts.Name(nameof(UpsampleConvLayer)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        _weight = LayerParts.Zeros(outChannels, inChannels, 3, 3);
        _bias = bias ? LayerParts.Zeros(outChannels) : null;
        _spectral = spectralNorm is { } norm ? new SpectralNorm(() => _weight, norm) : null;
        RegisterComponents();
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="input">float [N, in, H, W], of any floating-point type.</param>
    /// <returns>[N, out, 2H, 2W] of the input's type. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor kernel = LayerParts.Scaled(_weight, _spectral).TypedAs(input).flip(KernelAxes).transpose(0, 1);
        // Let go of at once: it is larger than the output.
        using torch.Tensor spread = TransposedConvFunction.Compute(input, kernel, Two, Zero);
        torch.Tensor doubled = functional.avg_pool2d(spread, kernel_size: Two, stride: One, divisor_override: 1);
        return (_bias is null ? doubled : doubled.PlusInPlace(_bias.view(1, -1, 1, 1).TypedAs(input))).MoveToOuterDisposeScope();
    }
}
