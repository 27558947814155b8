using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>A dense layer that computes in the type of its input. Weights are named and laid out as in PyTorch.</summary>
internal sealed class Dense : Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    /// <summary>Creates the layer, its weights not yet drawn.</summary>
    /// <param name="inFeatures">Numbers in.</param>
    /// <param name="outFeatures">Numbers out.</param>
    public Dense(long inFeatures, long outFeatures)
        : base(nameof(Dense))
    {
        _weight = Parameter(torch.zeros(outFeatures, inFeatures));
        _bias = Parameter(torch.zeros(outFeatures));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        return functional.linear(input, _weight.TypedAs(input), _bias.TypedAs(input));
    }
}
