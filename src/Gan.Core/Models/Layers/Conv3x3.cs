using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>A 3×3 convolution of padding 1 that computes in the type of its input. Weights are named and laid out as in PyTorch.</summary>
internal sealed class Conv3x3 : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] Padding = [1, 1];

    private readonly int _stride;
    private readonly long[] _strides;
    private readonly bool _hasManyChannels;

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
        _stride = stride;
        _strides = [stride, stride];
        _hasManyChannels = inChannels >= 64;
        _weight = Parameter(torch.zeros(outChannels, inChannels, 3, 3));
        _bias = Parameter(torch.zeros(outChannels));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        return _hasManyChannels && _weight.requires_grad && MatrixGradients.AreFaster(input)
            && (_stride == 1 || (long.IsEvenInteger(input.size(2)) && long.IsEvenInteger(input.size(3))))
            ? Conv3x3Function.apply(input, _weight, _bias, _stride)
            : functional.conv2d(input, _weight.TypedAs(input), _bias.TypedAs(input), strides: _strides, padding: Padding);
    }
}
