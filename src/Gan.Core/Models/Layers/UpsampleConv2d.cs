using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>Doubles height and width by repeating pixels, then convolves 3×3 with padding 1.</summary>
internal sealed class UpsampleConv2d : Module<torch.Tensor, torch.Tensor>
{
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
        using torch.Tensor doubled = functional.interpolate(input, scale_factor: [2, 2], mode: torch.InterpolationMode.Nearest);
        return functional.conv2d(doubled, _weight, _bias, padding: [1, 1]);
    }
}
