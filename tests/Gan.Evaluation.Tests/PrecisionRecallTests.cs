using CsCheck;
using TorchSharp;

namespace Gan.Evaluation.Tests;

public class PrecisionRecallTests
{
    [Fact]
    public void A_copy_is_wholly_precise_and_complete()
    {
        using Features real = Sets.Normal(300, 16, 1), copy = Sets.Permuted(real, 2);
        PrecisionRecall.Compute(real, real).Should().Be(new PrecisionRecallResult(1, 1, 1, 1, 5));
        PrecisionRecallResult permuted = PrecisionRecall.Compute(real, copy);
        (permuted.Precision, permuted.Recall, permuted.Coverage).Should().Be((1, 1, 1));
        permuted.Density.Should().BeApproximately(1, 0.15, "the k-th neighbour lies on the ball, and rounding decides");
    }

    [Fact]
    public void What_is_far_away_is_neither()
    {
        using Features real = Sets.Normal(300, 8, 1), generated = Sets.Normal(300, 8, 2, mean: 100);
        PrecisionRecall.Compute(real, generated).Should().Be(new PrecisionRecallResult(0, 0, 0, 0, 5));
    }

    [Fact]
    public void A_crowd_in_the_middle_is_precise_and_dense_and_recalls_nothing()
    {
        using Features real = Sets.Normal(1000, 16, 1, deviation: 3), generated = Sets.Normal(1000, 16, 2, deviation: 0.1);
        PrecisionRecallResult result = PrecisionRecall.Compute(real, generated);
        result.Precision.Should().Be(1);
        result.Recall.Should().BeLessThan(0.01);
        result.Density.Should().BeGreaterThan(3);
        result.Coverage.Should().BeLessThan(0.2);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    public void Equal_distributions_have_the_coverage_of_theory_and_a_density_of_one(int neighbours)
    {
        const int Count = 1000;
        using Features real = Sets.Normal(Count, 64, 1), generated = Sets.Normal(Count, 64, 2);
        double missed = 1;
        for (int j = 1; j <= neighbours; j++)
        {
            missed *= (Count - j) / (2.0 * Count - j);
        }

        PrecisionRecallResult result = PrecisionRecall.Compute(real, generated, neighbours);
        result.Coverage.Should().BeApproximately(1 - missed, 0.02);
        result.Density.Should().BeApproximately(1, 0.08);
    }

    [Fact]
    public void Equal_distributions_in_many_dimensions_have_a_precision_below_one()
    {
        using Features real = Sets.Normal(1000, 64, 1), generated = Sets.Normal(1000, 64, 2);
        PrecisionRecallResult result = PrecisionRecall.Compute(real, generated);
        result.Precision.Should().BeApproximately(0.72, 0.06);
        result.Recall.Should().BeApproximately(0.72, 0.06);
    }

    [Fact]
    public void It_is_what_the_definition_says() =>
        Gen.Select(Gen.Int[4, 40], Gen.Int[4, 40], Gen.Int[1, 3], Gen.Long[0, 1000]).Sample((n, m, k, seed) =>
        {
            using Features real = Sets.Normal(n, 3, seed), generated = Sets.Normal(m, 3, seed + 1, 1.3);
            PrecisionRecall.Compute(real, generated, k).Should().Be(ByDefinition(Rows(real), Rows(generated), k));
        }, iter: 30);

    [Fact]
    public void Several_blocks_are_one()
    {
        using var scope = torch.NewDisposeScope();
        using Features real = Sets.Normal(2300, 4, 1);
        PrecisionRecall.Compute(real, real).Should().Be(new PrecisionRecallResult(1, 1, 1, 1, 5));
        torch.Tensor x = real.Values.to(torch.ScalarType.Float64), direct = (x.unsqueeze(1) - x.unsqueeze(0)).square().sum(2);
        torch.Tensor third = direct.topk(4, 1, largest: false, sorted: true).values.select(1, 3);
        (PairwiseDistances.KthNearestOther(x, 3) - third).abs().max().item<double>().Should().BeLessThan(1e-12);
    }

    [Fact]
    public void Too_few_pictures_are_refused()
    {
        using Features real = Sets.Normal(9, 3, 1), generated = Sets.Normal(5, 3, 2);
        Action compute = () => PrecisionRecall.Compute(real, generated);
        compute.Should().Throw<EvaluationException>()
            .WithMessage("'points' has 5 pictures; precision and recall with 5 neighbours needs at least 6.");
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using Features real = Sets.Normal(20, 4, 1), generated = Sets.Normal(20, 4, 2);
        long before = LiveTensors.Count;
        PrecisionRecall.Compute(real, generated);
        (LiveTensors.Count - before).Should().Be(0);
    }

    private static PrecisionRecallResult ByDefinition(double[][] real, double[][] generated, int k)
    {
        double[] realRadii = Radii(real, k), generatedRadii = Radii(generated, k);
        int InBalls(double[] point, double[][] centres, double[] radii) => centres.Where((centre, i) => Distance(centre, point) < radii[i]).Count();
        return new PrecisionRecallResult(
            generated.Count(point => InBalls(point, real, realRadii) > 0) / (double)generated.Length,
            real.Count(point => InBalls(point, generated, generatedRadii) > 0) / (double)real.Length,
            generated.Sum(point => InBalls(point, real, realRadii)) / ((double)k * generated.Length),
            real.Where((centre, i) => generated.Any(point => Distance(centre, point) < realRadii[i])).Count() / (double)real.Length,
            k);
    }

    private static double[] Radii(double[][] points, int k) =>
        [.. points.Select(point => points.Select(other => Distance(point, other)).Order().ElementAt(k))];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private static double[][] Rows(Features features) =>
        [.. features.Values.data<float>().ToArray().Chunk(features.Size).Select(row => row.Select(value => (double)value).ToArray())];
}
