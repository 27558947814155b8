using TorchSharp;

namespace Gan.Evaluation.Tests;

/// <summary>Every metric must rise as pictures get worse, on the built-in drawings.</summary>
public sealed class SanityLadderTests : IDisposable
{
    private const int Count = 300;
    private readonly torch.Tensor _real = Sets.Animals(Count, 1);
    private readonly torch.Tensor _fresh = Sets.Animals(Count, 2);
    private readonly RandomConvFeatures _random = new(device: ComputeDevice.Cpu);
    private readonly PixelPcaFeatures _pca = PixelPcaFeatures.Fit(SyntheticImages.Create(Count, seed: 1), components: 32);
    private readonly Features _randomReal;
    private readonly Features _pcaReal;

    public SanityLadderTests()
    {
        _randomReal = _random.ExtractFrom(_real, "real");
        _pcaReal = _pca.ExtractFrom(_real, "real");
    }

    public void Dispose()
    {
        _real.Dispose();
        _fresh.Dispose();
        _random.Dispose();
        _pca.Dispose();
        _randomReal.Dispose();
        _pcaReal.Dispose();
    }

    [Fact]
    public void Noise_raises_every_distance() => MustRise(amount => Sets.Noisy(_fresh, amount), 0, 24, 48, 96);

    [Fact]
    public void Blur_raises_every_distance() => MustRise(radius => Sets.Blurred(_fresh, radius), 0, 1, 2, 4);

    [Fact]
    public void Brightness_raises_every_distance_that_sees_the_whole_set()
    {
        List<(double Random, double Pca, double Kernel, double Colour)> ladder = [];
        foreach (int levels in new[] { 0, 15, 30, 60 })
        {
            using torch.Tensor brighter = Sets.Brighter(_fresh, levels);
            ladder.Add((
                Frechet(_random, brighter),
                Frechet(_pca, brighter),
                Kernel(_random, brighter),
                SlicedWasserstein.Compute(_real, brighter, 2000).Colour));
        }

        ladder.Select(step => step.Random).Should().BeInAscendingOrder();
        ladder.Select(step => step.Pca).Should().BeInAscendingOrder();
        ladder.Select(step => step.Kernel).Should().BeInAscendingOrder();
        ladder.Select(step => step.Colour).Should().BeInAscendingOrder();
    }

    [Fact]
    public void A_copy_is_the_minimum_of_every_distance()
    {
        Frechet(_random, _real).Should().BeLessThan(1e-9);
        Frechet(_pca, _real).Should().BeLessThan(1e-9);
        Kernel(_random, _real).Should().BeLessThan(Kernel(_random, _fresh));
        SlicedWasserstein.Compute(_real, _real, 2000).Average.Should().Be(0);
        NearestNeighbourTest.Compute(_randomReal, _randomReal).Accuracy.Should().Be(0);
        PrecisionRecall.Compute(_randomReal, _randomReal).Should().Be(new PrecisionRecallResult(1, 1, 1, 1, 5));
    }

    [Fact]
    public void Dropped_classes_lower_recall_and_raise_the_distances()
    {
        List<(double Recall, double Frechet, double Kernel)> ladder = [];
        foreach (int classes in new[] { 4, 2, 1 })
        {
            using torch.Tensor kept = Sets.Animals(Count, 2, classes);
            using Features generated = _random.ExtractFrom(kept, "kept");
            ladder.Add((PrecisionRecall.Compute(_randomReal, generated).Recall, Frechet(_random, kept), Kernel(_random, kept)));
        }

        ladder.Select(step => step.Recall).Should().BeInDescendingOrder();
        ladder.Select(step => step.Frechet).Should().BeInAscendingOrder();
        ladder.Select(step => step.Kernel).Should().BeInAscendingOrder();
        ladder[^1].Recall.Should().BeLessThan(ladder[0].Recall);
    }

    [Fact]
    public void Dropped_clusters_lower_recall_and_coverage_by_their_share()
    {
        using var scope = torch.NewDisposeScope();
        using Features real = Clusters(4, seed: 1);
        foreach (int kept in new[] { 4, 2, 1 })
        {
            using Features generated = Clusters(kept, seed: 2);
            PrecisionRecallResult result = PrecisionRecall.Compute(real, generated);
            result.Recall.Should().BeApproximately(kept / 4.0, 0.1);
            result.Coverage.Should().BeApproximately(kept / 4.0, 0.1);
            result.Precision.Should().BeGreaterThan(0.9);
        }

        static Features Clusters(int count, long seed)
        {
            torch.Tensor centres = torch.arange(Count).remainder(count).to(torch.ScalarType.Float64).unsqueeze(1) * 100;
            return Sets.Of(SeededTensors.Normal(new SeededRandom(seed), Count, 2) + centres);
        }
    }

    [Fact]
    public void Repeated_pictures_lower_recall_and_coverage()
    {
        using torch.Tensor repeated = _fresh.narrow(0, 0, 20).repeat(Count / 20, 1, 1, 1);
        using Features varied = _random.ExtractFrom(_fresh, "varied"), few = _random.ExtractFrom(repeated, "repeated");
        PrecisionRecallResult good = PrecisionRecall.Compute(_randomReal, varied), bad = PrecisionRecall.Compute(_randomReal, few);
        bad.Recall.Should().BeLessThan(good.Recall);
        bad.Coverage.Should().BeLessThan(good.Coverage);
        NearestNeighbourTest.Compute(_randomReal, few).GeneratedAccuracy.Should().Be(1);
    }

    private void MustRise(Func<int, torch.Tensor> spoil, params int[] amounts)
    {
        List<(double Random, double Pca, double Kernel, double Sliced)> ladder = [];
        List<double> neighbours = [], accuracies = [];
        foreach (int amount in amounts)
        {
            using torch.Tensor spoiled = spoil(amount);
            using Features features = _random.ExtractFrom(spoiled, "spoiled");
            ladder.Add((
                Frechet(_random, spoiled),
                Frechet(_pca, spoiled),
                Kernel(_random, spoiled),
                SlicedWasserstein.Compute(_real, spoiled, 2000).Average));
            neighbours.Add(NearestNeighbourTest.Compute(_randomReal, features).Accuracy);
            accuracies.Add(ClassifierTest.Compute(_randomReal, features).Accuracy);
        }

        ladder.Select(step => step.Random).Should().BeInAscendingOrder();
        ladder.Select(step => step.Pca).Should().BeInAscendingOrder();
        ladder.Select(step => step.Kernel).Should().BeInAscendingOrder();
        ladder.Select(step => step.Sliced).Should().BeInAscendingOrder();
        neighbours[^1].Should().BeGreaterThan(neighbours[0]);
        accuracies[^1].Should().BeGreaterThan(accuracies[0] + 0.2);
    }

    private double Frechet(IFeatureExtractor extractor, torch.Tensor generated)
    {
        using Features features = extractor.ExtractFrom(generated, "generated");
        return FrechetDistance.Compute(extractor == _random ? _randomReal : _pcaReal, features);
    }

    private double Kernel(IFeatureExtractor extractor, torch.Tensor generated)
    {
        using Features features = extractor.ExtractFrom(generated, "generated");
        return KernelDistance.Compute(extractor == _random ? _randomReal : _pcaReal, features, subsets: 1).Mean;
    }
}
