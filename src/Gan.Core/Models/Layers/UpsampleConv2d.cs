using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// Doubles height and width by repeating pixels, then convolves 3×3 with padding 1. The weights are those of the 3×3 convolution, as in
/// PyTorch and Keras.
/// </summary>
/// <remarks>
/// Repeating pixels is to set zeros between them and add up 2×2 neighbours. Adding up can as well come after the convolution, which among
/// zeros is a transposed convolution of stride 2: the same function with 9 multiplications for a pixel of the input instead of 36, and
/// gradients that cost no more.
/// </remarks>
internal sealed class UpsampleConv2d : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] KernelAxes = [2, 3];
    private static readonly long[] Zero = [0, 0];
    private static readonly long[] One = [1, 1];
    private static readonly long[] Two = [2, 2];

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    /// <summary>Creates the layer, its weights not yet drawn.</summary>
    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    public UpsampleConv2d(int inChannels, int outChannels)
        : base(nameof(UpsampleConv2d))
    {
        _weight = Parameter(torch.zeros(outChannels, inChannels, 3, 3));
        _bias = Parameter(torch.zeros(outChannels));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using torch.Tensor flipped = _weight.TypedAs(input).flip(KernelAxes);
        using torch.Tensor kernel = flipped.transpose(0, 1);
        using torch.Tensor spread = TransposedConvFunction.Compute(input, kernel, Two, Zero);
        torch.Tensor doubled = functional.avg_pool2d(spread, kernel_size: Two, stride: One, divisor_override: 1);
        using torch.Tensor bias = _bias.view(1, -1, 1, 1);
        return doubled.add_(bias.TypedAs(input));
    }
}
