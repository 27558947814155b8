using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// A residual block of a discriminator: norm, ReLU, 3×3, norm, ReLU, 3×3 and perhaps pooling, beside 1×1 and the same pooling (Miyato et
/// al. 2018). The first block of a network has neither norm nor ReLU before its first convolution.
/// </summary>
internal sealed class ResidualDiscriminatorBlock : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] Two = [2, 2];

    private readonly bool _first;
    private readonly bool _halves;

    [ComponentName(Name = "norm1")]
    private readonly Module? _norm1;

    [ComponentName(Name = "conv1")]
    private readonly ConvLayer _conv1;

    [ComponentName(Name = "norm2")]
    private readonly Module? _norm2;

    [ComponentName(Name = "conv2")]
    private readonly ConvLayer _conv2;

    [ComponentName(Name = "shortcut")]
    private readonly ConvLayer? _shortcut;

    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    /// <param name="first">Whether its input is pictures.</param>
    /// <param name="halves">Whether it halves height and width.</param>
    /// <param name="norm">Makes the normalisation of so many channels.</param>
    /// <param name="spectralNorm">The spectral norm of the weights; null for none.</param>
    public ResidualDiscriminatorBlock(
        int inChannels, int outChannels, bool first, bool halves, Func<int, Module?> norm, double? spectralNorm)
        : base(nameof(ResidualDiscriminatorBlock))
    {
        _first = first;
        _halves = halves;
        _norm1 = first ? null : norm(inChannels);
        _conv1 = new ConvLayer(inChannels, outChannels, spectralNorm: spectralNorm);
        _norm2 = norm(outChannels);
        _conv2 = new ConvLayer(outChannels, outChannels, spectralNorm: spectralNorm);
        // Where nothing changes, what goes in is added as it is.
        _shortcut = halves || inChannels != outChannels
            ? new ConvLayer(inChannels, outChannels, kernelSize: 1, spectralNorm: spectralNorm)
            : null;
        RegisterComponents();
    }

    /// <summary>Computes the block.</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = _first ? _conv1.forward(input) : NormalizationLayers.NormalizeAndActivate(input, _norm1, null).Then(_conv1);
        using (torch.Tensor before = x)
        {
            x = NormalizationLayers.NormalizeAndActivate(before, _norm2, null);
        }

        x = Pool(x.Then(_conv2));
        // Pooling and a 1×1 convolution may change places, and the convolution then sees a quarter of the pixels.
        torch.Tensor beside = Pool(input.alias());
        return x.Plus(_shortcut is null ? beside : beside.Then(_shortcut)).MoveToOuterDisposeScope();
    }

    private torch.Tensor Pool(torch.Tensor x)
    {
        if (!_halves)
        {
            return x;
        }

        using (x)
        {
            return functional.avg_pool2d(x, Two);
        }
    }
}
