using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Whether a generator repeats its training pictures: generated pictures should be no nearer to the training set than other real pictures
/// are (three-sample test; Meehan et al. 2020, "A non-parametric test to detect data-copying in generative models").
/// </summary>
/// <remarks>
/// The test looks at the whole; copies of only a few pictures show in the shares of duplicates, and in pictures side by side.
/// </remarks>
public static class Memorization
{
    // More than one candidate is measured exactly: float32 products cannot order a copy and what differs by a few grey levels.
    private const int Candidates = 4;

    /// <summary>
    /// Compares distances to the training set, in the space of any extractor; <see cref="PixelFeatures"/> find true copies.
    /// </summary>
    /// <param name="generated">The features of generated pictures.</param>
    /// <param name="training">The features of the pictures that the generator was trained on.</param>
    /// <param name="heldOut">The features of real pictures that it never saw.</param>
    /// <returns>The comparison, and each generated picture's nearest training picture.</returns>
    /// <exception cref="EvaluationException">The features are of different extractors, or too few.</exception>
    public static MemorizationResult Compute(Features generated, Features training, Features heldOut)
    {
        Features.RequireComparable(generated, training, atLeast: 1, "the memorisation test");
        Features.RequireComparable(heldOut, training, atLeast: 1, "the memorisation test");
        (double[] distances, int[] nearest) = Nearest(generated, training);
        (double[] expected, _) = Nearest(heldOut, training);
        double near = Median(expected) / 2;
        RankComparison comparison = RankComparison.Of(distances, expected);
        return new MemorizationResult
        {
            Z = comparison.Z,
            Auc = comparison.Auc,
            ExactDuplicates = distances.Count(distance => distance == 0) / (double)distances.Length,
            NearDuplicates = distances.Count(distance => distance < near) / (double)distances.Length,
            HeldOutNearDuplicates = expected.Count(distance => distance < near) / (double)expected.Length,
            NearestIndices = nearest,
            Distances = distances,
        };
    }

    private static (double[] Distances, int[] Indices) Nearest(Features queries, Features training)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor middle = training.Values.mean([0], keepdim: true);
        torch.Tensor x = queries.Values - middle, y = training.Values - middle;
        torch.Tensor candidates = PairwiseDistances.Collect(
            x, y, excludeSelf: false, squares => squares.topk(Math.Min(Candidates, training.Count), 1, largest: false).indexes);
        torch.Tensor distances = torch.stack([.. candidates.unbind(1).Select(chosen => Distances(queries.Values, training.Values, chosen))], 1);
        (torch.Tensor smallest, torch.Tensor which) = distances.min(1);
        torch.Tensor indices = candidates.gather(1, which.unsqueeze(1)).squeeze(1);
        return (smallest.data<double>().ToArray(), [.. indices.data<long>().ToArray().Select(index => (int)index)]);
    }

    private static torch.Tensor Distances(torch.Tensor queries, torch.Tensor training, torch.Tensor chosen)
    {
        using var scope = torch.NewDisposeScope();
        return (queries - training.index_select(0, chosen)).to(torch.ScalarType.Float64).square().sum(1).sqrt().MoveToOuterDisposeScope();
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
