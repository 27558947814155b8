using TorchSharp;

namespace Gan.Evaluation.Tests;

public class TwoSampleTestsTests
{
    [Fact]
    public void Equal_distributions_cannot_be_told_apart()
    {
        using Features real = Sets.Normal(1000, 16, 1), generated = Sets.Normal(1000, 16, 2);
        NearestNeighbourTest.Compute(real, generated).Accuracy.Should().BeApproximately(0.5, 0.04);
        ClassifierTestResult result = ClassifierTest.Compute(real, generated);
        result.Accuracy.Should().BeApproximately(0.5, 4 * 0.5 / Math.Sqrt(1000));
        result.Auc.Should().BeApproximately(0.5, 0.07);
        result.PValue.Should().BeGreaterThan(0.001);
        result.TestCount.Should().Be(1000);
    }

    [Fact]
    public void Distributions_that_lie_apart_are_always_told_apart()
    {
        using Features real = Sets.Normal(200, 4, 1), generated = Sets.Normal(200, 4, 2, mean: 50);
        NearestNeighbourTest.Compute(real, generated).Should().Be(new NearestNeighbourTestResult(1, 1, 1, 200));
        ClassifierTestResult result = ClassifierTest.Compute(real, generated);
        (result.Accuracy, result.Auc).Should().Be((1, 1));
        result.PValue.Should().BeLessThan(1e-20);
    }

    [Fact]
    public void A_classifier_sees_a_difference_of_the_spread_alone()
    {
        using Features real = Sets.Normal(1000, 8, 1), generated = Sets.Normal(1000, 8, 2, deviation: 2);
        ClassifierTest.Compute(real, generated).Accuracy.Should().BeGreaterThan(0.7);
    }

    [Fact]
    public void The_p_value_is_that_of_the_accuracy()
    {
        using Features real = Sets.Normal(400, 4, 1), generated = Sets.Normal(400, 4, 2, mean: 0.1);
        ClassifierTestResult result = ClassifierTest.Compute(real, generated);
        double deviations = (result.Accuracy - 0.5) / (0.5 / Math.Sqrt(result.TestCount));
        using torch.Tensor argument = torch.tensor(-deviations / Math.Sqrt(2), torch.ScalarType.Float64);
        using torch.Tensor erf = argument.erf();
        result.PValue.Should().BeApproximately((1 + erf.item<double>()) / 2, 1e-12);
    }

    [Fact]
    public void The_nearest_neighbour_of_a_copy_is_its_original()
    {
        using Features real = Sets.Normal(200, 4, 1), copy = Sets.Permuted(real, 2);
        NearestNeighbourTest.Compute(real, copy).Should().Be(new NearestNeighbourTestResult(0, 0, 0, 200));
    }

    [Fact]
    public void A_crowd_in_the_middle_shows_in_the_two_accuracies()
    {
        using Features real = Sets.Normal(500, 8, 1), generated = Sets.Normal(500, 8, 2, deviation: 0.6);
        NearestNeighbourTestResult result = NearestNeighbourTest.Compute(real, generated);
        result.GeneratedAccuracy.Should().BeGreaterThan(0.75);
        result.RealAccuracy.Should().BeLessThan(result.GeneratedAccuracy - 0.2);
    }

    [Fact]
    public void A_larger_set_is_cut_to_the_smaller()
    {
        using Features real = Sets.Normal(500, 4, 1), generated = Sets.Normal(100, 4, 2);
        NearestNeighbourTest.Compute(real, generated).Count.Should().Be(100);
        ClassifierTest.Compute(real, generated).TestCount.Should().Be(100);
    }

    [Fact]
    public void A_classifier_test_repeats_bit_for_bit_and_leaves_the_mode_of_gradients_alone()
    {
        using Features real = Sets.Normal(60, 4, 1), generated = Sets.Normal(60, 4, 2, mean: 0.3);
        using var noGradient = torch.no_grad();
        ClassifierTestResult first = ClassifierTest.Compute(real, generated, seed: 3);
        torch.manual_seed(99).Dispose();
        ClassifierTest.Compute(real, generated, seed: 3).Should().Be(first);
        torch.is_grad_enabled().Should().BeFalse();
    }

    [Fact]
    public void Features_that_never_change_teach_nothing()
    {
        using Features real = Sets.Of(torch.ones(40, 3)), generated = Sets.Of(torch.ones(40, 3));
        ClassifierTest.Compute(real, generated).Auc.Should().Be(0.5);
        NearestNeighbourTest.Compute(real, generated).Accuracy.Should().Be(0.5);
    }

    [Fact]
    public void Ranks_of_four_scores_have_the_known_area() =>
        RankComparison.Of([0.35, 0.8], [0.1, 0.4]).Auc.Should().Be(0.75);

    [Fact]
    public void Ties_count_half_and_shrink_the_variance()
    {
        RankComparison comparison = RankComparison.Of([1, 2, 2], [2, 3]);
        comparison.Auc.Should().BeApproximately(1 / 6.0, 1e-12);

        // One tie of three: the variance is 3·2/12·(6 − 24/20) = 2.4, and U is 1 where 3 are expected.
        comparison.Z.Should().BeApproximately((1 - 3) / Math.Sqrt(2.4), 1e-12);
        RankComparison.Of([1, 1], [1]).Should().Be(new RankComparison(0.5, 0));
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using Features real = Sets.Normal(30, 4, 1), generated = Sets.Normal(25, 4, 2);
        long before = LiveTensors.Count;
        NearestNeighbourTest.Compute(real, generated);
        ClassifierTest.Compute(real, generated);
        (LiveTensors.Count - before).Should().Be(0);
    }
}
