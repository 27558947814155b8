using TorchSharp;

namespace Gan.Evaluation.Tests;

public class DiversityTests
{
    [Fact]
    public void The_mean_distance_is_that_of_all_pairs()
    {
        using Features triangle = Sets.Of(new float[,] { { 0, 0 }, { 3, 0 }, { 3, 4 } });
        Diversity.MeanDistance(triangle).Should().BeApproximately((3 + 4 + 5) / 3.0, 1e-12);
    }

    [Fact]
    public void Normal_numbers_lie_as_far_apart_as_theory_says()
    {
        // The distance of two standard normal numbers: E|N(0, 2)| = 2/√π.
        using Features points = Sets.Normal(3000, 1, 1);
        Diversity.MeanDistance(points).Should().BeApproximately(2 / Math.Sqrt(Math.PI), 0.04);
    }

    [Fact]
    public void Equal_pictures_are_wholly_alike()
    {
        using torch.Tensor same = Sets.Animals(1, 1).repeat(5, 1, 1, 1);
        Diversity.MeanSimilarity(same, pairs: 10).Should().BeApproximately(1, 1e-12);
        using Features one = Sets.Of(torch.ones(5, 3));
        Diversity.MeanDistance(one).Should().Be(0);
    }

    [Fact]
    public void Flat_pictures_are_alike_by_their_luminance()
    {
        using torch.Tensor dark = torch.full([1, 1, 12, 12], 100, torch.ScalarType.Byte);
        using torch.Tensor bright = torch.full([1, 1, 12, 12], 150, torch.ScalarType.Byte);
        double constant = 0.01 * 255 * 0.01 * 255, expected = (2 * 100 * 150 + constant) / (100 * 100 + 150 * 150 + constant);
        using torch.Tensor similarity = StructuralSimilarity.Compute(dark, bright);
        similarity.item<double>().Should().BeApproximately(expected, 1e-10);
    }

    [Fact]
    public void Inverted_pictures_are_unlike()
    {
        using torch.Tensor pictures = Sets.Animals(4, 1), inverted = 255 - pictures;
        using torch.Tensor similarity = StructuralSimilarity.Compute(pictures, inverted), swapped = StructuralSimilarity.Compute(inverted, pictures);
        similarity.data<double>().Should().OnlyContain(value => value < 0.5);
        swapped.data<double>().ToArray().Should().Equal(similarity.data<double>().ToArray());
    }

    [Fact]
    public void Repeated_pictures_are_less_diverse()
    {
        using torch.Tensor pictures = Sets.Animals(200, 1), repeated = pictures.narrow(0, 0, 5).repeat(40, 1, 1, 1);
        using PixelFeatures pixels = new(new ImageShape(3, 32, 32));
        using Features varied = pixels.ExtractFrom(pictures, "varied"), few = pixels.ExtractFrom(repeated, "repeated");
        Diversity.MeanDistance(few).Should().BeLessThan(Diversity.MeanDistance(varied));
        Diversity.MeanSimilarity(repeated, 500).Should().BeGreaterThan(Diversity.MeanSimilarity(pictures, 500));
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using torch.Tensor pictures = Sets.Animals(5, 1);
        using Features points = Sets.Normal(5, 2, 1);
        long before = LiveTensors.Count;
        Diversity.MeanDistance(points);
        Diversity.MeanSimilarity(pictures, 10);
        (LiveTensors.Count - before).Should().Be(0);
    }
}
