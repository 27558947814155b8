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
        _weight = Parameter(torch.zeros(inChannels, outChannels, 4, 4));
        _bias = Parameter(torch.zeros(outChannels));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input) => Apply(input, _weight, _bias);

    /// <summary>Computes the layer. The bias is added apart: oneDNN's gradient of a transposed convolution's own bias is a slow reference loop.</summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="kernel">[in, out, 4, 4].</param>
    /// <param name="bias">[out].</param>
    /// <returns>[N, out, 2H, 2W]. The caller disposes it.</returns>
    public static torch.Tensor Apply(torch.Tensor input, torch.Tensor kernel, torch.Tensor bias)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor doubled = functional.conv_transpose2d(input, kernel, strides: [2, 2], padding: [1, 1]);
        return doubled.add_(bias.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }
}
