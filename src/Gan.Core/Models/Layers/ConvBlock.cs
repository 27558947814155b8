using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>A convolution of some kind, then optionally batch normalisation, a (leaky) ReLU, and optionally dropout.</summary>
internal sealed class ConvBlock : Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Module<torch.Tensor, torch.Tensor> _conv;

    [ComponentName(Name = "norm")]
    private readonly BatchNorm2d? _norm;

    [ComponentName(Name = "dropout")]
    private readonly SeededDropout? _dropout;

    private readonly double _leakySlope;

    /// <summary>Creates the block, which owns the layers given to it.</summary>
    /// <param name="conv">[N, C, H, W] to [N, C', H', W'].</param>
    /// <param name="norm">Over C' channels; null for none.</param>
    /// <param name="leakySlope">Slope below zero; 0 is a plain ReLU.</param>
    /// <param name="dropout">Share of activations zeroed in training; 0 for none.</param>
    public ConvBlock(Module<torch.Tensor, torch.Tensor> conv, BatchNorm2d? norm, double leakySlope, double dropout = 0)
        : base(nameof(ConvBlock))
    {
        _conv = conv;
        _norm = norm;
        _leakySlope = leakySlope;
        _dropout = dropout > 0 ? new SeededDropout(dropout) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        torch.Tensor x = _conv.forward(input);
        if (_norm is not null)
        {
            x = x.Then(_norm);
        }

        x = Activate(x, _leakySlope);
        return _dropout is null ? x : x.Then(_dropout);
    }

    /// <summary>Applies a (leaky) ReLU in place: no layer before it needs its own output for the gradient. Disposes the handle given.</summary>
    internal static torch.Tensor Activate(torch.Tensor x, double leakySlope)
    {
        using (x)
        {
            return leakySlope > 0 ? functional.leaky_relu(x, leakySlope, inplace: true) : functional.relu(x, inplace: true);
        }
    }
}
