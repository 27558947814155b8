using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>A convolution of some kind, then normalisation that may be told of classes, then a (leaky) ReLU.</summary>
internal sealed class ConditionalConvBlock : Module<torch.Tensor, torch.Tensor?, torch.Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Module<torch.Tensor, torch.Tensor> _conv;

    [ComponentName(Name = "norm")]
    private readonly Module? _norm;

    private readonly double _leakySlope;

    /// <param name="conv">[N, C, H, W] to [N, C', H', W'].</param>
    /// <param name="norm">What <see cref="NormalizationLayers.Create"/> made, over C' channels; null for none.</param>
    /// <param name="leakySlope">Slope below zero; 0 is a plain ReLU.</param>
    public ConditionalConvBlock(Module<torch.Tensor, torch.Tensor> conv, Module? norm, double leakySlope = 0)
        : base(nameof(ConditionalConvBlock))
    {
        _conv = conv;
        _norm = norm;
        _leakySlope = leakySlope;
        RegisterComponents();
    }

    /// <summary>Computes the block.</summary>
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using torch.Tensor x = _conv.forward(input);
        return NormalizationLayers.NormalizeAndActivate(x, _norm, labels, _leakySlope);
    }
}
