using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Fidelity and variety apart: improved precision and recall (Kynkäänniemi et al. 2019), and density and coverage (Naeem et al. 2020), from
/// balls around each picture that reach to its k-th nearest neighbour.
/// </summary>
/// <remarks>
/// The conventions are those of Naeem et al.'s <c>prdc</c>: a picture is not its own neighbour, and a point is inside a ball if its
/// distance is strictly below the radius. Even two equal distributions give a precision and recall below 1 in many dimensions (about 0.7 in
/// 64), but a density of 1, and a coverage of about 1 − 2⁻ᵏ.
/// </remarks>
public static class PrecisionRecall
{
    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();

    /// <summary>Computes the four.</summary>
    /// <param name="real">The features of real pictures, more than <paramref name="neighbours"/>.</param>
    /// <param name="generated">The features of generated pictures by the same extractor, more than <paramref name="neighbours"/>.</param>
    /// <param name="neighbours">Which neighbour a ball reaches to (k), at least 1. The default value is 5.</param>
    /// <returns>The four.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="neighbours"/> is below 1.</exception>
    /// <exception cref="EvaluationException">The features are of different extractors, or too few.</exception>
    public static PrecisionRecallResult Compute(Features real, Features generated, int neighbours = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        using FeaturePair pair = new(real, generated, neighbours + 1, $"precision and recall with {neighbours} neighbours");
        using var scope = torch.NewDisposeScope();
        torch.Tensor realRadii = PairwiseDistances.KthNearestOther(pair.Real, neighbours);
        torch.Tensor generatedRadii = PairwiseDistances.KthNearestOther(pair.Generated, neighbours).unsqueeze(0);
        torch.Tensor realBallsAround = torch.zeros(generated.Count, torch.ScalarType.Int64);
        long recalled = 0, covered = 0;
        PairwiseDistances.ForEachBlock(pair.Real, pair.Generated, excludeSelf: false, (start, squares) =>
        {
            torch.Tensor inRealBall = squares < realRadii.narrow(0, start, squares.shape[0]).unsqueeze(1);
            realBallsAround.add_(inRealBall.sum(0, keepdim: false), alpha: One);
            covered += inRealBall.any(1).sum().item<long>();
            recalled += (squares < generatedRadii).any(1).sum().item<long>();
        });

        return new PrecisionRecallResult
        {
            Precision = (double)(realBallsAround > 0).sum().item<long>() / generated.Count,
            Recall = (double)recalled / real.Count,
            Density = realBallsAround.sum().item<long>() / ((double)neighbours * generated.Count),
            Coverage = (double)covered / real.Count,
            Neighbours = neighbours,
        };
    }
}
