using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// A residual block that doubles height and width: norm, ReLU, up-sampling, 3×3, norm, ReLU, 3×3, beside up-sampling and 1×1 (Miyato et al.
/// 2018).
/// </summary>
internal sealed class ResidualGeneratorBlock : Module<torch.Tensor, torch.Tensor?, torch.Tensor>
{
    private static readonly double[] Two = [2, 2];

    [ComponentName(Name = "norm1")]
    private readonly Module? _norm1;

    [ComponentName(Name = "conv1")]
    private readonly UpsampleConvLayer _conv1;

    [ComponentName(Name = "norm2")]
    private readonly Module? _norm2;

    [ComponentName(Name = "conv2")]
    private readonly ConvLayer _conv2;

    [ComponentName(Name = "shortcut")]
    private readonly ConvLayer _shortcut;

    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    /// <param name="norm">Makes the normalisation of so many channels.</param>
    /// <param name="spectralNorm">The spectral norm of the weights; null for none.</param>
    public ResidualGeneratorBlock(int inChannels, int outChannels, Func<int, Module?> norm, double? spectralNorm)
        : base(nameof(ResidualGeneratorBlock))
    {
        _norm1 = norm(inChannels);
        _conv1 = new UpsampleConvLayer(inChannels, outChannels, spectralNorm: spectralNorm);
        _norm2 = norm(outChannels);
        _conv2 = new ConvLayer(outChannels, outChannels, spectralNorm: spectralNorm);
        _shortcut = new ConvLayer(inChannels, outChannels, kernelSize: 1, spectralNorm: spectralNorm);
        RegisterComponents();
    }

    /// <summary>Computes the block.</summary>
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = NormalizationLayers.NormalizeAndActivate(input, _norm1, labels).Then(_conv1);
        using (torch.Tensor before = x)
        {
            x = NormalizationLayers.NormalizeAndActivate(before, _norm2, labels);
        }

        x = x.Then(_conv2);
        // A 1×1 convolution and repeating pixels may change places, and the convolution then sees a quarter of the pixels.
        using torch.Tensor small = _shortcut.forward(input);
        return x.PlusInPlace(functional.interpolate(small, scale_factor: Two, mode: torch.InterpolationMode.Nearest)).MoveToOuterDisposeScope();
    }
}
