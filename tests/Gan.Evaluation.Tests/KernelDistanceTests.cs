
namespace Gan.Evaluation.Tests;

public class KernelDistanceTests
{
    [Fact]
    public void Three_points_each_give_the_formula()
    {
        using Features real = Sets.Of(new float[,] { { 1, 0 }, { 0, 2 }, { 1, 1 } });
        using Features generated = Sets.Of(new float[,] { { 2, 1 }, { 0, 0 }, { -1, 1 } });

        // k(x, y) = (x·y/2 + 1)³ by hand: pairs within, twice 1 + 1.5³ + 8 and twice 1 + 0.5³ + 1; across, the nine in order.
        double within = (2 * (1 + 3.375 + 8) + 2 * (1 + 0.125 + 1)) / 6;
        double across = (8 + 1 + 0.125 + 8 + 1 + 8 + 15.625 + 1 + 1) / 9;
        KernelDistanceResult result = KernelDistance.Compute(real, generated, subsets: 3);
        result.Mean.Should().BeApproximately(within - 2 * across, 1e-12);
        result.StandardDeviation.Should().BeLessThan(1e-12);
        result.SubsetSize.Should().Be(3);
    }

    [Fact]
    public void Equal_distributions_are_at_distance_zero_on_average()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i =>
        {
            using Features real = Sets.Normal(200, 32, 2 * i), generated = Sets.Normal(200, 32, 2 * i + 1);
            return KernelDistance.Compute(real, generated, subsets: 1).Mean;
        })];
        values.Average().Should().BeApproximately(0, 4 * 8e-3 / Math.Sqrt(values.Length));
        values.Should().Contain(value => value < 0, "the estimate is unbiased");
    }

    [Fact]
    public void A_shift_of_half_a_deviation_has_the_value_of_its_moments()
    {
        using Features real = Sets.Normal(3000, 32, 1), generated = Sets.Normal(3000, 32, 2, mean: 0.5);
        KernelDistance.Compute(real, generated, subsets: 20, subsetSize: 1000).Mean.Should().BeApproximately(0.98975, 0.03);
    }

    [Fact]
    public void A_seed_fixes_the_subsets()
    {
        using Features real = Sets.Normal(60, 4, 1), generated = Sets.Normal(50, 4, 2);
        KernelDistanceResult first = KernelDistance.Compute(real, generated, 5, 20, seed: 1);
        KernelDistance.Compute(real, generated, 5, 20, seed: 1).Should().Be(first);
        KernelDistance.Compute(real, generated, 5, 20, seed: 2).Mean.Should().NotBe(first.Mean);
        first.StandardDeviation.Should().BePositive();
    }

    [Fact]
    public void Whole_sets_may_be_swapped_and_reordered()
    {
        using Features real = Sets.Normal(40, 6, 1), generated = Sets.Normal(40, 6, 2, 1.5), shuffled = Sets.Permuted(real, 3);
        double distance = KernelDistance.Compute(real, generated, subsets: 2).Mean;
        KernelDistance.Compute(generated, real, subsets: 2).Mean.Should().BeApproximately(distance, 1e-12);
        KernelDistance.Compute(shuffled, generated, subsets: 2).Mean.Should().BeApproximately(distance, 1e-12);
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using Features real = Sets.Normal(20, 4, 1), generated = Sets.Normal(20, 4, 2);
        long before = LiveTensors.Count;
        KernelDistance.Compute(real, generated, subsets: 3, subsetSize: 10);
        (LiveTensors.Count - before).Should().Be(0);
    }
}
