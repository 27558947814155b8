using TorchSharp;

namespace Gan.Evaluation;

/// <summary>How much the pictures of one set differ from each other; to be read against the same numbers of the real pictures.</summary>
public static class Diversity
{
    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar Zero = 0.ToScalar();

    /// <summary>The mean distance between two different pictures in feature space.</summary>
    /// <param name="features">At least 2.</param>
    /// <returns>At least 0; 0 when all are the same.</returns>
    /// <exception cref="EvaluationException">There are fewer than 2 pictures.</exception>
    public static double MeanDistance(Features features)
    {
        features.RequireCount(2, "the mean distance");
        using var scope = torch.NewDisposeScope();
        torch.Tensor values = features.Values.to(torch.ScalarType.Float64);
        torch.Tensor centred = values - values.mean([0], keepdim: true);
        double sum = 0;
        PairwiseDistances.ForEachBlock(centred, centred, excludeSelf: false, (start, squares) =>
        {
            // A point's distance to itself is zero, and its rounding error is not.
            squares.diagonal(start).fill_(Zero);
            sum += squares.sqrt_().sum().item<double>();
        });
        return sum / ((double)features.Count * (features.Count - 1));
    }

    /// <summary>The mean structural similarity (SSIM; Wang et al. 2004) of two different pictures: high when the pictures repeat.</summary>
    /// <param name="bytes">uint8 [N, C, H, W], at least 2 pictures of at least 11 pixels a side.</param>
    /// <param name="pairs">How many random pairs, at least 1. The default value is 2000.</param>
    /// <param name="seed">Fixes the pairs. The default value is 0.</param>
    /// <returns>From −1 to 1; 1 when all are the same.</returns>
    /// <exception cref="ArgumentException">The tensor is not picture bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pairs"/> is below 1.</exception>
    /// <exception cref="EvaluationException">The pictures are too few or too small.</exception>
    public static double MeanSimilarity(torch.Tensor bytes, int pairs = 2000, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        ImageShape shape = PictureCheck.RequireBytes(bytes, nameof(bytes));
        int count = (int)bytes.shape[0];
        if (count < 2 || Math.Min(shape.Height, shape.Width) < StructuralSimilarity.Window)
        {
            throw new EvaluationException(
                $"{count} pictures of {shape} are too few or too small; "
                + $"structural similarity needs 2, of {StructuralSimilarity.Window} pixels a side.");
        }

        SeededRandom random = new(RandomSeeds.Derive(seed, "pairs of pictures"));
        double sum = 0;
        for (int done = 0; done < pairs; done += BatchedExtraction.BatchSize)
        {
            using var scope = torch.NewDisposeScope();
            long[] first = new long[Math.Min(BatchedExtraction.BatchSize, pairs - done)], second = new long[first.Length];
            for (int i = 0; i < first.Length; i++)
            {
                first[i] = random.NextInt(count);
                second[i] = (first[i] + 1 + random.NextInt(count - 1)) % count;
            }

            torch.Tensor similarity = StructuralSimilarity.Compute(
                bytes.index_select(0, torch.tensor(first, device: bytes.device)),
                bytes.index_select(0, torch.tensor(second, device: bytes.device)));
            sum += similarity.sum().item<double>();
        }

        return sum / pairs;
    }

    /// <summary>The entropy of how often each class is the likeliest: low when classes are missing.</summary>
    /// <param name="probabilities">Floating point [N, classes]: what a classifier says of each picture, each row adding up to 1.</param>
    /// <returns>In nats, from 0 (one class only) to the logarithm of the number of classes (all equally often).</returns>
    /// <exception cref="EvaluationException">There is no picture, or the rows are not probabilities.</exception>
    public static double ClassEntropy(torch.Tensor probabilities)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor rows = ClassProbabilities.Require(probabilities, atLeast: 1, "the entropy of classes");
        torch.Tensor shares = rows.argmax(1).bincount(weights: null).to(torch.ScalarType.Float64) / rows.shape[0];
        return -shares.xlogy(shares).sum().item<double>();
    }
}
