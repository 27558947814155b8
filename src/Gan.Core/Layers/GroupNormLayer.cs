using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Normalises groups of channels of each picture by itself (Wu and He 2018, "Group normalization"), in the type of its input. One group is
/// layer normalisation (Ba et al. 2016), a group for each channel instance normalisation (Ulyanov et al. 2016).
/// </summary>
/// <remarks>The weights, <c>weight</c> [C] and <c>bias</c> [C], are named and shaped as in PyTorch. They start as ones and zeros.</remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class GroupNormLayer : Module<torch.Tensor, torch.Tensor>
{
    private readonly int _groups;
    private readonly double _epsilon;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    /// <summary>Creates the layer.</summary>
    /// <param name="groups">How many groups, at least 1; divides the channels.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="epsilon">Added to the variance, above 0. The default value is 1e-5, PyTorch's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public GroupNormLayer(int groups, int channels, double epsilon = 1e-5)
        : base(LayerParts.Name(nameof(GroupNormLayer)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (channels % groups != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"The groups must divide the channels, which are {channels}.");
        }

        LayerParts.RequirePositive(epsilon, nameof(epsilon));
        _groups = groups;
        _epsilon = epsilon;
        _weight = LayerParts.Ones(channels);
        _bias = LayerParts.Zeros(channels);
        RegisterComponents();
    }

    /// <summary>Normalises.</summary>
    /// <param name="input">float [N, C, H, W], of any floating-point type.</param>
    /// <returns>The input's shape, type and layout. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        return functional.group_norm(input, _groups, _weight.TypedAs(input), _bias.TypedAs(input), _epsilon).MoveToOuterDisposeScope();
    }
}
