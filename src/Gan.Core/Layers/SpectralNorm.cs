using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Scales a weight so that its largest singular value is a given number (Miyato et al. 2018, "Spectral normalization for generative
/// adversarial networks"). Layers that are asked for it have one as <c>spectral</c>.
/// </summary>
/// <remarks>
/// The largest singular value is estimated by power iteration. Its vectors <c>u</c> and <c>v</c> are part of the network's state. They
/// change only when <see cref="Iterate"/> is called, never in a forward pass: the trainer calls it once a step, so that all passes of a
/// step, and inference, see one and the same weight.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class SpectralNorm : Module<torch.Tensor, torch.Tensor>
{
    private const int FirstIterations = 20;

    // The columns of a kernel are taken in the order in which they lie in memory (channels last): singular values do not mind, and it saves
    // a copy.
    private static readonly TorchScript Script = new(
        """
        def matrix(w: Tensor, transposed: bool):
          if w.dim() == 2:
            return w
          if transposed:
            return w.permute(0, 2, 3, 1).reshape(-1, w.size(1)).t()
          return w.permute(0, 2, 3, 1).reshape(w.size(0), -1)

        def scaled(w: Tensor, u: Tensor, v: Tensor, transposed: bool, norm: float):
          # Copies, since backward may come after the next iteration has overwritten the vectors.
          largest = torch.dot(u.clone(), torch.mv(matrix(w, transposed), v.clone()))
          return w * (norm / largest.clamp_min(1e-12))

        def iterate(w: Tensor, u: Tensor, v: Tensor, transposed: bool):
          m = matrix(w, transposed)
          right = torch.mv(m.t(), u)
          v.copy_(right / right.norm().clamp_min(1e-12))
          left = torch.mv(m, v)
          u.copy_(left / left.norm().clamp_min(1e-12))
          return u

        """);

    private readonly Func<torch.Tensor> _weight;
    private readonly object _transposed;
    private readonly double _norm;

    [ComponentName(Name = "u")]
    private readonly torch.Tensor _left;

    [ComponentName(Name = "v")]
    private readonly torch.Tensor _right;

    /// <param name="weight">Gives the layer's weight, which may be replaced by another when the layer is moved.</param>
    /// <param name="norm">The largest singular value that it is scaled to, above 0.</param>
    /// <param name="transposed">
    /// Whether the weight's first two dimensions are in and out, as in transposed convolutions, and not out and in.
    /// </param>
    internal SpectralNorm(Func<torch.Tensor> weight, double norm, bool transposed = false)
        : base(LayerParts.Name(nameof(SpectralNorm)))
    {
        if (!(norm > 0) || double.IsInfinity(norm))
        {
            throw new ArgumentOutOfRangeException(nameof(norm), norm, "The spectral norm must be above 0.");
        }

        (_weight, _norm, _transposed) = (weight, norm, transposed);
        long[] shape = weight().shape;
        long rows = transposed ? shape[1] : shape[0];
        long columns = shape.Aggregate(1L, (product, side) => product * side) / rows;
        _left = Evenly(rows);
        _right = Evenly(columns);
        RegisterComponents();
    }

    /// <summary>
    /// Takes a step of the power iteration in every layer of a network that has a spectral norm; call it once a training step.
    /// </summary>
    /// <param name="network">The network.</param>
    public static void Iterate(Module network) => Advance(Of(network));

    /// <summary>Scales the weight.</summary>
    /// <param name="input">The layer's weight.</param>
    /// <returns>
    /// The weight divided by its largest singular value, times the norm asked for; differentiable. The caller disposes it.
    /// </returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using Scalar norm = _norm.ToScalar();
        return Script.Invoke<torch.Tensor>("scaled", input, _left, _right, _transposed, norm);
    }

    internal static SpectralNorm[] Of(Module network) =>
        [.. network.named_modules().Select(named => named.module).Prepend(network).OfType<SpectralNorm>().Distinct()];

    internal static void Advance(IReadOnlyList<SpectralNorm> norms)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (SpectralNorm norm in norms)
        {
            Script.Invoke<torch.Tensor>("iterate", norm._weight(), norm._left, norm._right, norm._transposed);
        }
    }

    /// <summary>Begins anew with the weight as it is.</summary>
    internal void Begin(SeededRandom random)
    {
        using (torch.NewDisposeScope())
        using (torch.no_grad())
        {
            torch.Tensor drawn = torch.empty(_left.shape, torch.ScalarType.Float32);
            foreach (ref float value in MemoryMarshal.Cast<byte, float>(drawn.bytes))
            {
                value = (float)random.NextNormal();
            }

            _left.copy_(drawn);
        }

        for (int i = 0; i < FirstIterations; i++)
        {
            Advance([this]);
        }
    }

    /// <summary>A vector of length 1, which belongs to no dispose scope.</summary>
    private static torch.Tensor Evenly(long size) => TensorMath.Filled([size], 1 / Math.Sqrt(size), torch.ScalarType.Float32, torch.CPU).DetachFromDisposeScope();
}
