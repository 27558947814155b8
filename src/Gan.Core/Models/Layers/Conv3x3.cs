using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>A 3×3 convolution of padding 1 that computes in the type of its input. Weights are named and laid out as in PyTorch.</summary>
internal sealed class Conv3x3 : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] KernelAxes = [2, 3];
    private static readonly long[] One = [1, 1];

    private readonly long[] _strides;
    private readonly bool _narrows;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    /// <summary>Creates the layer, its weights not yet drawn.</summary>
    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    /// <param name="stride">1, or 2 to halve height and width.</param>
    public Conv3x3(int inChannels, int outChannels, int stride = 1)
        : base(nameof(Conv3x3))
    {
        _strides = [stride, stride];
        _narrows = stride == 1 && outChannels < inChannels;
        _weight = Parameter(MemoryFormat.ChannelsLast(torch.zeros(outChannels, inChannels, 3, 3)));
        _bias = Parameter(torch.zeros(outChannels));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        // The gradient of the weights is faster for a transposed convolution, if windows of the output are smaller than those of the input.
        torch.Tensor weight = _weight.TypedAs(input);
        if (_narrows && TransposedConvFunction.IsFaster(input, weight))
        {
            using torch.Tensor flipped = weight.flip(KernelAxes);
            using torch.Tensor kernel = flipped.transpose(0, 1);
            using torch.Tensor bias = _bias.view(1, -1, 1, 1);
            return TransposedConvFunction.Compute(input, kernel, One, One).add_(bias.TypedAs(input));
        }

        return functional.conv2d(input, weight, _bias.TypedAs(input), strides: _strides, padding: One);
    }
}
