using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// The Fréchet distance between two sets of features, each taken as a normal distribution: |μ₁ − μ₂|² + tr Σ₁ + tr Σ₂ − 2 tr (Σ₁Σ₂)^½
/// (Dowson and Landau 1982). On the features of Inception it is the FID (Heusel et al. 2017).
/// </summary>
/// <remarks>
/// Covariances are divided by N − 1. With fewer pictures than numbers in the features it still works. The value grows as the sets get
/// smaller, about D(D+5)/4·(1/N₁+1/N₂) for whitened features, and the more so the worse the generator (Chong and Forsyth 2020): compare
/// only values of equal counts, and see what two halves of the real pictures give.
/// </remarks>
public static class FrechetDistance
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <summary>Computes the distance; the order of the two sets does not matter.</summary>
    /// <param name="real">The features of real pictures, at least 2.</param>
    /// <param name="generated">The features of generated pictures by the same extractor, at least 2.</param>
    /// <returns>The squared distance, at least 0; 0 for the same features.</returns>
    /// <exception cref="EvaluationException">The features are of different extractors, or too few.</exception>
    public static double Compute(Features real, Features generated)
    {
        using FeaturePair pair = new(real, generated, atLeast: 2, "the Fréchet distance");
        using var scope = torch.NewDisposeScope();
        return Between(Mean(pair.Real), Covariance(pair.Real), Mean(pair.Generated), Covariance(pair.Generated));
    }

    /// <summary>The distance between two normal distributions.</summary>
    /// <param name="mean1">float64 [D].</param>
    /// <param name="covariance1">float64 [D, D].</param>
    /// <param name="mean2">float64 [D].</param>
    /// <param name="covariance2">float64 [D, D].</param>
    /// <returns>The squared distance, at least 0.</returns>
    internal static double Between(torch.Tensor mean1, torch.Tensor covariance1, torch.Tensor mean2, torch.Tensor covariance2)
    {
        using var scope = torch.NewDisposeScope();

        // The trace of (Σ₁Σ₂)^½ is the sum of the singular values of Σ₁^½ Σ₂^½. Taking the roots of the eigenvalues of Σ₁^½ Σ₂ Σ₁^½
        // instead would turn rounding of 1e-16 into 1e-8 wherever a covariance is singular.
        double overlap = torch.linalg.svdvals(SquareRoot(covariance1).matmul(SquareRoot(covariance2))).sum().item<double>();
        double means = (mean1 - mean2).square().sum().item<double>();
        double spreads = covariance1.trace().item<double>() + covariance2.trace().item<double>();
        return Math.Max(0, means + spreads - 2 * overlap);
    }

    private static torch.Tensor Mean(torch.Tensor features) => features.mean([0]);

    private static torch.Tensor Covariance(torch.Tensor features)
    {
        torch.Tensor centred = features - features.mean([0], keepdim: true);
        return centred.t().matmul(centred) / (features.shape[0] - 1);
    }

    private static torch.Tensor SquareRoot(torch.Tensor covariance)
    {
        (torch.Tensor values, torch.Tensor vectors) = torch.linalg.eigh(covariance, 'L');

        // Below this an eigenvalue is rounding of zero, and its root would be a hundred million times larger.
        double rounding = values.abs().max().item<double>() * covariance.shape[0] * MachineEpsilon;
        torch.Tensor roots = torch.where(values > rounding, values, torch.zeros_like(values)).sqrt();
        return (vectors * roots).matmul(vectors.t());
    }
}
