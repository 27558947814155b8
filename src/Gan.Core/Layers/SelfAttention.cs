using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Self-attention (Zhang et al. 2019, "Self-attention generative adversarial networks"): each pixel looks at all others, and what it finds
/// is added to it. Keys and values are pooled 2×2, which quarters the work, as in the paper's code.
/// </summary>
/// <remarks>
/// The layers are 1×1 convolutions without bias: <c>query</c> and <c>key</c> to C/8 channels, <c>value</c> to C/2, <c>output</c> back to C.
/// <c>gamma</c> [1] begins as zero, so that the layer begins as the identity. The attention of N pictures takes N·(H·W)²/4 numbers.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class SelfAttention : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] Two = [2, 2];

    [ComponentName(Name = "query")]
    private readonly ConvLayer _query;

    [ComponentName(Name = "key")]
    private readonly ConvLayer _key;

    [ComponentName(Name = "value")]
    private readonly ConvLayer _value;

    [ComponentName(Name = "output")]
    private readonly ConvLayer _output;

    [ComponentName(Name = "gamma")]
    private readonly Parameter _gamma;

    /// <summary>Creates the layer with weights of zero.</summary>
    /// <param name="channels">Channels C, at least 1; C/8 and C/2 are rounded down, to no less than 1.</param>
    /// <param name="spectralNorm">
    /// The largest singular value that the convolutions' weights are scaled to (<see cref="SpectralNorm"/>), above 0; null leaves them as
    /// they are. The default value is null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="channels"/> is below 1, or <paramref name="spectralNorm"/> is not above 0.
    /// </exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public SelfAttention(int channels, double? spectralNorm = null)
        : base(LayerParts.Name(nameof(SelfAttention)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (int narrow, int half) = (Math.Max(1, channels / 8), Math.Max(1, channels / 2));
        _query = Pointwise(channels, narrow);
        _key = Pointwise(channels, narrow);
        _value = Pointwise(channels, half);
        _output = Pointwise(half, channels);
        _gamma = LayerParts.Zeros(1);
        RegisterComponents();

        ConvLayer Pointwise(int from, int to) => new(from, to, kernelSize: 1, bias: false, spectralNorm: spectralNorm);
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="input">float [N, C, H, W], of any floating-point type; H and W at least 2.</param>
    /// <returns>The input's shape, type and layout. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor queries = Pixels(_query.forward(input));
        torch.Tensor keys = Pixels(functional.max_pool2d(_key.forward(input), Two));
        torch.Tensor values = Pixels(functional.max_pool2d(_value.forward(input), Two));
        torch.Tensor weights = functional.softmax(queries.bmm(keys.transpose(1, 2)), -1);
        torch.Tensor found = weights.bmm(values);
        torch.Tensor laid = found.view(input.size(0), input.size(2), input.size(3), -1).permute(0, 3, 1, 2);
        return input.Plus(_output.forward(laid).mul(_gamma.TypedAs(input))).MoveToOuterDisposeScope();
    }

    /// <summary>[N, C, H, W] as [N, H·W, C], in the order in which channels-last pictures lie in memory.</summary>
    private static torch.Tensor Pixels(torch.Tensor maps) => maps.permute(0, 2, 3, 1).flatten(1, 2);
}
