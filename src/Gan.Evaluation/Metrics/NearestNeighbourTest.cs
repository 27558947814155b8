using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Whether the nearest neighbour of a picture tells if it is real: leave-one-out accuracy of the 1-nearest-neighbour classifier (Lopez-Paz
/// and Oquab 2017; Xu et al. 2018).
/// </summary>
public static class NearestNeighbourTest
{
    /// <summary>Computes the accuracy. Of the larger set, a seeded choice as large as the smaller is used.</summary>
    /// <param name="real">The features of real pictures, at least 2.</param>
    /// <param name="generated">The features of generated pictures by the same extractor, at least 2.</param>
    /// <param name="seed">The seed of the choice. The default value is 0.</param>
    /// <returns>The accuracy, as a whole and for each kind.</returns>
    /// <exception cref="EvaluationException">The features are of different extractors, or too few.</exception>
    public static NearestNeighbourTestResult Compute(Features real, Features generated, long seed = 0)
    {
        using FeaturePair pair = new(real, generated, atLeast: 2, "the nearest-neighbour test");
        using var scope = torch.NewDisposeScope();
        int count = Math.Min(real.Count, generated.Count);
        torch.Tensor reals = Chosen(pair.Real, count, seed), fakes = Chosen(pair.Generated, count, seed);
        double realAccuracy = ShareNearerToItsOwn(reals, fakes), generatedAccuracy = ShareNearerToItsOwn(fakes, reals);
        return new NearestNeighbourTestResult((realAccuracy + generatedAccuracy) / 2, realAccuracy, generatedAccuracy, count);
    }

    private static torch.Tensor Chosen(torch.Tensor features, int count, long seed)
    {
        int all = (int)features.shape[0];
        SeededRandom random = new(RandomSeeds.Derive(seed, "nearest-neighbour test"));
        return count == all ? features : features.index_select(0, SeededTensors.Subset(random, all, count));
    }

    private static double ShareNearerToItsOwn(torch.Tensor own, torch.Tensor others)
    {
        torch.Tensor nearestOwn = PairwiseDistances.Nearest(own, own, excludeSelf: true);
        torch.Tensor nearestOther = PairwiseDistances.Nearest(own, others, excludeSelf: false);

        // A tie is a coin: half of it is right.
        double right = (nearestOwn < nearestOther).sum().item<long>() + (nearestOwn == nearestOther).sum().item<long>() / 2.0;
        return right / own.shape[0];
    }
}
