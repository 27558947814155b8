using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// The inception score (Salimans et al. 2016) with any classifier: exp of the mean divergence of p(class | picture) from p(class). It is
/// high when every picture is clearly of one class and all classes occur; it does not look at real pictures.
/// </summary>
public static class InceptionScore
{
    /// <summary>Computes the score.</summary>
    /// <param name="probabilities">Floating point [N, classes]: what the classifier says of each picture, each row adding up to 1.</param>
    /// <param name="splits">The pictures are dealt to as many groups, and each is scored; 1 to N. The default value is 10.</param>
    /// <param name="seed">Fixes who is in which group. The default value is 0.</param>
    /// <returns>The mean and the spread over the groups.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="splits"/> is below 1.</exception>
    /// <exception cref="EvaluationException">There are fewer pictures than splits, or the rows are not probabilities.</exception>
    public static InceptionScoreResult Compute(torch.Tensor probabilities, int splits = 10, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 1);
        using var scope = torch.NewDisposeScope();
        torch.Tensor rows = ClassProbabilities.Require(probabilities, splits, "the inception score");
        int count = (int)rows.shape[0];
        SeededRandom random = new(RandomSeeds.Derive(seed, "inception score"));
        torch.Tensor shuffled = rows.index_select(0, SeededTensors.Subset(random, count, count));
        double[] scores = new double[splits];
        for (int i = 0; i < splits; i++)
        {
            long start = (long)count * i / splits, end = (long)count * (i + 1) / splits;
            scores[i] = Score(shuffled.narrow(0, start, end - start));
        }

        double mean = scores.Average();
        return new InceptionScoreResult(mean, Math.Sqrt(scores.Average(score => (score - mean) * (score - mean))), splits);
    }

    private static double Score(torch.Tensor rows)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor marginal = rows.mean([0], keepdim: true);
        torch.Tensor divergence = rows.xlogy(rows) - rows.xlogy(marginal);
        return Math.Exp(divergence.sum(1).mean().item<double>());
    }
}
