using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Scales the channels of each pixel so that the mean of their squares is one (Karras et al. 2018, "Progressive growing of GANs"). It has
/// no weights and no statistics.
/// </summary>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class PixelNorm : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] Channels = [1];

    private readonly Scalar _epsilon;

    /// <summary>Creates the layer.</summary>
    /// <param name="epsilon">Added to the mean of the squares, above 0. The default value is 1e-8, the paper's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is not above 0.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public PixelNorm(double epsilon = 1e-8)
        : base(LayerParts.Name(nameof(PixelNorm)))
    {
        LayerParts.RequirePositive(epsilon, nameof(epsilon));
        _epsilon = epsilon.ToScalar();
    }

    /// <summary>Normalises.</summary>
    /// <param name="input">float [N, C, …], of any floating-point type: pictures, or latent vectors.</param>
    /// <returns>The input's shape, type and layout. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        return input.mul(input.square().mean(Channels, keepdim: true).Plus(_epsilon).rsqrt()).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _epsilon.Dispose();
        }

        base.Dispose(disposing);
    }
}
