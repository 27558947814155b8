using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Two sets of features that may be compared, in float64 around their common mean: distances do not see the mean, and are computed as
/// differences of products, which large numbers would spoil.
/// </summary>
internal sealed class FeaturePair : IDisposable
{
    /// <summary>Checks and centres two sets.</summary>
    /// <param name="real">The first set.</param>
    /// <param name="generated">The second set.</param>
    /// <param name="atLeast">Pictures needed in each.</param>
    /// <param name="metric">What is to be computed.</param>
    /// <exception cref="EvaluationException">They are of different extractors, or too few.</exception>
    public FeaturePair(Features real, Features generated, int atLeast, string metric)
    {
        Features.RequireComparable(real, generated, atLeast, metric);
        using var scope = torch.NewDisposeScope();
        torch.Tensor first = real.Values.to(torch.ScalarType.Float64), second = generated.Values.to(torch.ScalarType.Float64);
        torch.Tensor middle = (first.mean([0], keepdim: true) + second.mean([0], keepdim: true)) / 2;
        Real = (first - middle).DetachFromDisposeScope();
        Generated = (second - middle).DetachFromDisposeScope();
    }

    /// <summary>float64 [N, D].</summary>
    public torch.Tensor Real { get; }

    /// <summary>float64 [M, D].</summary>
    public torch.Tensor Generated { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Real.Dispose();
        Generated.Dispose();
    }
}
