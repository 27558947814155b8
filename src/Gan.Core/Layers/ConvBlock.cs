using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>A convolution of some kind, then optionally normalisation, a (leaky) ReLU, and optionally dropout.</summary>
/// <remarks>
/// The layers are named <c>conv</c>, <c>norm</c> and <c>dropout</c>. The ReLU overwrites what the layer before it returns, which costs no
/// memory. So that layer must return a tensor of its own, and one that its own gradient does not need: convolutions and TorchSharp's
/// normalisation layers do; after a tanh or a sigmoid, <c>backward()</c> would refuse.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class ConvBlock : Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Module<torch.Tensor, torch.Tensor> _conv;

    [ComponentName(Name = "norm")]
    private readonly Module<torch.Tensor, torch.Tensor>? _norm;

    [ComponentName(Name = "dropout")]
    private readonly DropoutLayer? _dropout;

    private readonly double _leakySlope;

    /// <summary>Creates the block, which owns the layers given to it and disposes them.</summary>
    /// <param name="conv">[N, C, H, W] to [N, C', H', W'].</param>
    /// <param name="norm">Over C' channels; null for none. The default value is null.</param>
    /// <param name="leakySlope">Slope below zero, in [0, 1); 0 is a plain ReLU. The default value is 0.</param>
    /// <param name="dropout">Share of activations zeroed in training, in [0, 1); 0 for none. The default value is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="leakySlope"/> or <paramref name="dropout"/> does not lie in [0, 1).
    /// </exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public ConvBlock(
        Module<torch.Tensor, torch.Tensor> conv, Module<torch.Tensor, torch.Tensor>? norm = null, double leakySlope = 0, double dropout = 0)
        : base(LayerParts.Name(nameof(ConvBlock)))
    {
        ArgumentNullException.ThrowIfNull(conv);
        RequireShare(leakySlope, nameof(leakySlope));
        RequireShare(dropout, nameof(dropout));
        _conv = conv;
        _norm = norm;
        _leakySlope = leakySlope;
        _dropout = dropout > 0 ? new DropoutLayer(dropout) : null;
        RegisterComponents();
    }

    /// <summary>Computes the block.</summary>
    /// <param name="input">float [N, C, H, W], of any floating-point type.</param>
    /// <returns>[N, C', H', W'] of the input's type. The caller disposes it.</returns>
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

    /// <summary>
    /// Applies a (leaky) ReLU in place: no layer before it needs its own output for the gradient. Disposes the handle given.
    /// </summary>
    internal static torch.Tensor Activate(torch.Tensor x, double leakySlope)
    {
        using (x)
        {
            return leakySlope > 0 ? x.LeakyReluInPlace(leakySlope) : functional.relu(x, inplace: true);
        }
    }

    // Written so that what is not a number fails too.
    private static void RequireShare(double value, string name)
    {
        if (!(value is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must lie in [0, 1).");
        }
    }
}
