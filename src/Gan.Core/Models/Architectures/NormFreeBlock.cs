using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// A residual block without normalisation: 1×1 to more channels, leaky ReLU, 3×3 in groups, leaky ReLU, 1×1 back (Huang et al. 2024, "The
/// GAN is dead; long live the GAN!"). As in the paper's code, the convolutions have no bias but those that the leaky ReLUs begin with.
/// </summary>
internal sealed class NormFreeBlock : Module<torch.Tensor, torch.Tensor>
{
    /// <summary>Slope of the leaky ReLUs below zero.</summary>
    private const double LeakySlope = 0.2;

    [ComponentName(Name = "expand")]
    private readonly ConvLayer _expand;

    [ComponentName(Name = "mix")]
    private readonly ConvLayer _mix;

    [ComponentName(Name = "reduce")]
    private readonly ConvLayer _reduce;

    /// <param name="channels">Channels in and out.</param>
    /// <param name="expansion">How many times as many channels there are inside.</param>
    /// <param name="cardinality">Groups of the 3×3 convolution.</param>
    public NormFreeBlock(int channels, int expansion, int cardinality)
        : base(nameof(NormFreeBlock))
    {
        int inside = channels * expansion;
        _expand = new ConvLayer(channels, inside, kernelSize: 1);
        _mix = new ConvLayer(inside, inside, groups: cardinality);
        _reduce = new ConvLayer(inside, channels, kernelSize: 1, bias: false);
        RegisterComponents();
    }

    /// <summary>
    /// Scales weights that were drawn with the deviation 1/√fan-in as the fix-up initialisation of the paper does: the gain of leaky ReLUs
    /// times L^(−1/(2m − 2)), for L blocks of m = 3 convolutions; the last convolution begins as zero, so that the block begins as the
    /// identity.
    /// </summary>
    /// <param name="blocks">How many blocks the network has.</param>
    public void Begin(int blocks)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        float gain = (float)(Math.Sqrt(2 / (1 + LeakySlope * LeakySlope)) * Math.Pow(blocks, -0.25));
        _expand.get_parameter("weight")!.TimesInPlace(gain);
        _mix.get_parameter("weight")!.TimesInPlace(gain);
        _reduce.get_parameter("weight")!.zero_();
    }

    /// <summary>Computes the block.</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = ConvBlock.Activate(_expand.forward(input), LeakySlope).Then(_mix);
        // Nothing needs what the last convolution returns but the sum.
        return ConvBlock.Activate(x, LeakySlope).Then(_reduce).PlusInPlace(input).MoveToOuterDisposeScope();
    }
}
