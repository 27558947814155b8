using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>A 4×4 transposed convolution of stride 2 and padding 1: doubles height and width. Weights are named and laid out as in PyTorch.</summary>
internal sealed class TransposedConv2d : Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    /// <summary>Creates the layer, its weights not yet drawn.</summary>
    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    public TransposedConv2d(int inChannels, int outChannels)
        : base(nameof(TransposedConv2d))
    {
        _weight = Parameter(MemoryFormat.ChannelsLast(torch.zeros(inChannels, outChannels, 4, 4)));
        _bias = Parameter(torch.zeros(outChannels));
        RegisterComponents();
    }

    /// <summary>Computes the layer. The bias is added apart: oneDNN's gradient of a transposed convolution's own bias is a slow reference loop.</summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <returns>[N, out, 2H, 2W]; what is made on the way stays in the scope of the network.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        torch.Tensor doubled = functional.conv_transpose2d(input, _weight.TypedAs(input), strides: [2, 2], padding: [1, 1]);
        using torch.Tensor bias = _bias.view(1, -1, 1, 1);
        return doubled.add_(bias.TypedAs(input));
    }
}
