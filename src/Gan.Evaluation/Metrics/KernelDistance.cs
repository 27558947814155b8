using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// The kernel distance (KID; Bińkowski et al. 2018): the squared maximum mean discrepancy under the kernel (x·y/D + 1)³, averaged over
/// random subsets. Unlike the Fréchet distance it is unbiased, so that small sets give the same value as large ones, only less exactly;
/// slightly negative values are as valid as slightly positive ones.
/// </summary>
public static class KernelDistance
{
    private const int RowsAtATime = 1000;

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar Three = 3.ToScalar();

    /// <summary>Computes the distance; the order of the two sets matters only for which subsets are drawn.</summary>
    /// <param name="real">The features of real pictures, at least 2.</param>
    /// <param name="generated">The features of generated pictures by the same extractor, at least 2.</param>
    /// <param name="subsets">How many subsets, at least 1. The default value is 100.</param>
    /// <param name="subsetSize">
    /// Pictures in a subset, at least 2; never more than either set has. They differ within a subset. The default value is 1000.
    /// </param>
    /// <param name="seed">Fixes the subsets. The default value is 0.</param>
    /// <returns>The mean and the spread over the subsets.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="EvaluationException">The features are of different extractors, or too few.</exception>
    public static KernelDistanceResult Compute(Features real, Features generated, int subsets = 100, int subsetSize = 1000, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subsets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(subsetSize, 2);
        Features.RequireComparable(real, generated, atLeast: 2, "the kernel distance");
        using var scope = torch.NewDisposeScope();

        // Not centred: the kernel depends on where the features lie.
        double scale = 1 / Math.Sqrt(real.Size);
        torch.Tensor x = real.Values.to(torch.ScalarType.Float64) * scale, y = generated.Values.to(torch.ScalarType.Float64) * scale;
        int size = Math.Min(subsetSize, Math.Min(real.Count, generated.Count));
        double[] values = new double[subsets];
        for (int i = 0; i < subsets; i++)
        {
            using var subset = torch.NewDisposeScope();
            SeededRandom random = new(RandomSeeds.Derive(seed, "kernel distance"), (ulong)i);
            values[i] = Discrepancy(
                x.index_select(0, SeededTensors.Subset(random, real.Count, size)),
                y.index_select(0, SeededTensors.Subset(random, generated.Count, size)));
        }

        double mean = values.Average();
        return new KernelDistanceResult
        {
            Mean = mean,
            StandardDeviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean))),
            Subsets = subsets,
            SubsetSize = size,
        };
    }

    private static double Discrepancy(torch.Tensor x, torch.Tensor y)
    {
        double size = x.shape[0];
        double within = KernelSum(x, x) - SelfSum(x) + KernelSum(y, y) - SelfSum(y);
        return within / (size * (size - 1)) - 2 * KernelSum(x, y) / (size * size);
    }

    // In blocks of rows, so that memory stays bounded.
    private static double KernelSum(torch.Tensor x, torch.Tensor y)
    {
        using torch.Tensor columns = y.t();
        double sum = 0;
        foreach (torch.Tensor rows in x.split(RowsAtATime))
        {
            using var scope = torch.NewDisposeScope();
            sum += rows.matmul(columns).add_(One, alpha: One).pow_(Three).sum().item<double>();
        }

        return sum;
    }

    private static double SelfSum(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        return x.square().sum(1).add_(One, alpha: One).pow_(Three).sum().item<double>();
    }
}
