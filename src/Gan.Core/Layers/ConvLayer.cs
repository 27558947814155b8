using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// A two-dimensional convolution that computes in the type of its input and is laid out for speed: its kernels are channels-last in memory,
/// and a 3×3 convolution to fewer channels takes its gradients the faster way, where there is one.
/// </summary>
/// <remarks>
/// The weights, <c>weight</c> [out, in / groups, k, k] and <c>bias</c> [out], are named and shaped as in PyTorch. They start as zeros:
/// <see cref="WeightInitialization"/> draws them.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class ConvLayer : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] KernelAxes = [2, 3];
    private static readonly long[] One = [1, 1];

    private readonly long[] _strides;
    private readonly long[] _padding;
    private readonly int _groups;
    private readonly bool _narrows;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "spectral")]
    private readonly SpectralNorm? _spectral;

    /// <summary>Creates the layer with weights of zero.</summary>
    /// <param name="inChannels">Channels in, at least 1.</param>
    /// <param name="outChannels">Channels out, at least 1.</param>
    /// <param name="kernelSize">Height and width of the kernel, at least 1. The default value is 3.</param>
    /// <param name="stride">1, or 2 to halve height and width; at least 1. The default value is 1.</param>
    /// <param name="padding">
    /// Zeros on every side, at least 0; null for half of the kernel, which keeps height and width at stride 1 and needs an odd kernel. The
    /// default value is null.
    /// </param>
    /// <param name="groups">
    /// Into how many groups the channels fall that do not see each other; divides both numbers of channels. The default value is 1.
    /// </param>
    /// <param name="bias">Whether to add a bias; normalisation after the layer makes it superfluous. The default value is true.</param>
    /// <param name="spectralNorm">
    /// The largest singular value that the weight is scaled to (<see cref="SpectralNorm"/>), above 0; null leaves the weight as it is. The
    /// default value is null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is below its least, <paramref name="groups"/> does not divide the channels, <paramref name="padding"/> is null for an even
    /// kernel, or <paramref name="spectralNorm"/> is not above 0.
    /// </exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public ConvLayer(
        int inChannels, int outChannels, int kernelSize = 3, int stride = 1, int? padding = null, int groups = 1, bool bias = true,
        double? spectralNorm = null)
        : base(LayerParts.Name(nameof(ConvLayer)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(groups), groups, $"The groups must divide the channels, {inChannels} in and {outChannels} out.");
        }

        if (padding is null && kernelSize % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(padding), padding, $"A kernel of even size, here {kernelSize}, has no middle: say how many zeros to add on every side.");
        }

        int zeros = padding ?? kernelSize / 2;
        ArgumentOutOfRangeException.ThrowIfNegative(zeros, nameof(padding));
        _strides = [stride, stride];
        _padding = [zeros, zeros];
        _groups = groups;
        _narrows = (kernelSize, stride, zeros, groups) == (3, 1, 1, 1) && outChannels < inChannels;
        _weight = LayerParts.Kernel(outChannels, inChannels / groups, kernelSize, kernelSize);
        _bias = bias ? LayerParts.Zeros(outChannels) : null;
        _spectral = spectralNorm is { } norm ? new SpectralNorm(() => _weight, norm) : null;
        RegisterComponents();
    }

    /// <summary>The kernel, as it is trained: float [out, in / groups, k, k].</summary>
    internal Parameter Kernel => _weight;

    /// <summary>Computes the layer.</summary>
    /// <param name="input">float [N, in, H, W], of any floating-point type.</param>
    /// <returns>
    /// [N, out, H', W'] of the input's type, H' being (H + 2·padding − kernel) / stride + 1, rounded down. The caller disposes it.
    /// </returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor weight = LayerParts.Scaled(_weight, _spectral).TypedAs(input);
        torch.Tensor? bias = _bias?.TypedAs(input);
        // The gradient of the weights is faster for a transposed convolution, if windows of the output are smaller than those of the input.
        if (_narrows && TransposedConvFunction.IsFaster(input, weight))
        {
            torch.Tensor kernel = weight.flip(KernelAxes).transpose(0, 1);
            torch.Tensor output = TransposedConvFunction.Compute(input, kernel, One, One);
            return (bias is null ? output : output.PlusInPlace(bias.view(1, -1, 1, 1))).MoveToOuterDisposeScope();
        }

        return functional.conv2d(input, weight, bias, strides: _strides, padding: _padding, groups: _groups).MoveToOuterDisposeScope();
    }
}
