using CsCheck;
using TorchSharp;

namespace Gan.Evaluation.Tests;

public class FrechetDistanceTests
{
    [Fact]
    public void Normal_distributions_along_the_axes_have_their_closed_form() =>
        Between([0, 0], new double[,] { { 1, 0 }, { 0, 4 } }, [3, 4], new double[,] { { 9, 0 }, { 0, 16 } })
            .Should().BeApproximately(33, 1e-12);

    [Fact]
    public void Covariances_that_do_not_commute_have_their_closed_form() =>
        Between([0, 0], new double[,] { { 2, 1 }, { 1, 2 } }, [0, 0], new double[,] { { 3, 0 }, { 0, 1 } })
            .Should().BeApproximately(8 - 2 * Math.Sqrt(14), 1e-12);

    [Fact]
    public void A_point_is_as_far_from_a_normal_distribution_as_its_trace() =>
        Between([0, 0, 0], new double[3, 3], [0, 0, 0], new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } })
            .Should().BeApproximately(3, 1e-12);

    [Fact]
    public void Covariances_are_divided_by_one_less_than_the_count()
    {
        // Variances 2 and 8 with divisor N − 1: (√2 − √8)² = 2, and the means are 3 apart.
        using Features real = Sets.Of(new float[,] { { -1 }, { 1 } }), generated = Sets.Of(new float[,] { { 1 }, { 5 } });
        FrechetDistance.Compute(real, generated).Should().BeApproximately(9 + 2, 1e-12);
    }

    [Fact]
    public void Equal_distributions_have_the_bias_of_their_counts()
    {
        using Features real = Sets.Normal(2000, 32, 1), generated = Sets.Normal(1000, 32, 2);
        double expected = 32 * 37 / 4.0 * (1 / 2000.0 + 1 / 1000.0);
        FrechetDistance.Compute(real, generated).Should().BeApproximately(expected, 0.06 * expected);
    }

    [Theory]
    [InlineData(200, 16)]
    [InlineData(10, 40)]
    public void A_copy_is_at_no_distance_even_with_fewer_pictures_than_numbers(int count, int size)
    {
        using Features real = Sets.Normal(count, size, 1), copy = Sets.Permuted(real, 2);
        FrechetDistance.Compute(real, copy).Should().BeLessThan(1e-11);
    }

    [Fact]
    public void Order_of_the_sets_order_of_the_pictures_and_place_do_not_matter() =>
        Gen.Select(Gen.Int[2, 30], Gen.Int[2, 30], Gen.Int[1, 12], Gen.Long[0, 1000]).Sample((n, m, size, seed) =>
        {
            using var scope = torch.NewDisposeScope();
            using Features real = Sets.Normal(n, size, seed), generated = Sets.Normal(m, size, seed + 1, 2);
            using Features shuffled = Sets.Permuted(real, seed), movedReal = Sets.Of(real.Values + 4), movedGenerated = Sets.Of(generated.Values + 4);
            double distance = FrechetDistance.Compute(real, generated);

            FrechetDistance.Compute(generated, real).Should().BeApproximately(distance, 1e-9 * (1 + distance));
            FrechetDistance.Compute(shuffled, generated).Should().BeApproximately(distance, 1e-9 * (1 + distance));
            FrechetDistance.Compute(movedReal, movedGenerated).Should()
                .BeApproximately(distance, 1e-4 * (1 + distance), "float32 rounds the moved features");
        }, iter: 30);

    [Fact]
    public void Nothing_stays_alive()
    {
        using Features real = Sets.Normal(20, 4, 1), generated = Sets.Normal(20, 4, 2);
        long before = LiveTensors.Count;
        FrechetDistance.Compute(real, generated);
        (LiveTensors.Count - before).Should().Be(0);
    }

    private static double Between(double[] mean1, double[,] covariance1, double[] mean2, double[,] covariance2)
    {
        using var scope = torch.NewDisposeScope();
        return FrechetDistance.Between(torch.tensor(mean1), torch.tensor(covariance1), torch.tensor(mean2), torch.tensor(covariance2));
    }
}
