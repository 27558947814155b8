using TorchSharp;

namespace Gan.Evaluation.Tests;

public class SlicedWassersteinTests
{
    [Fact]
    public void Deviations_of_two_and_one_have_their_closed_form()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor one = SeededTensors.Normal(new SeededRandom(1), 8000, 16).to(torch.float32);
        torch.Tensor two = SeededTensors.Normal(new SeededRandom(2), 8000, 16).to(torch.float32) * 2;
        SlicedWasserstein.Distance(one, two, new SeededRandom(3)).Should().BeApproximately(Math.Sqrt(2 / Math.PI), 0.02);
    }

    [Fact]
    public void A_shift_along_one_number_is_seen_as_long_as_it_is()
    {
        using torch.Tensor points = torch.randn(500, 1), moved = points + 3;
        SlicedWasserstein.Distance(points, moved, new SeededRandom(3)).Should().BeApproximately(3, 1e-5);
    }

    [Fact]
    public void A_copy_is_at_no_distance()
    {
        using torch.Tensor pictures = Sets.Animals(100, 1);
        SlicedWassersteinResult result = SlicedWasserstein.Compute(pictures, pictures, patches: 1000);
        (result.Average, result.Colour).Should().Be((0, 0));
        result.Levels.Select(level => level.Height).Should().Equal(32, 16);
        result.Patches.Should().Be(1000);
    }

    [Fact]
    public void Order_of_the_sets_does_not_matter_and_a_seed_fixes_all()
    {
        using torch.Tensor real = Sets.Animals(60, 1), generated = Sets.Animals(80, 2);
        SlicedWassersteinResult result = SlicedWasserstein.Compute(real, generated, 1000, seed: 4);
        SlicedWasserstein.Compute(generated, real, 1000, seed: 4).Should().BeEquivalentTo(result);
        SlicedWasserstein.Compute(real, generated, 1000, seed: 5).Average.Should().NotBe(result.Average);
    }

    [Fact]
    public void Brightness_of_the_whole_set_shows_in_the_colours_only()
    {
        using torch.Tensor grey = torch.randint(50, 200, [100, 3, 32, 32], torch.ScalarType.Byte), brighter = Sets.Brighter(grey, 20);
        SlicedWassersteinResult result = SlicedWasserstein.Compute(grey, brighter, 2000);
        result.Average.Should().BeLessThan(1);

        // The shift (20, 20, 20) seen from a random direction: 20·√3 · E|cos| = 20·√3 / 2.
        result.Colour.Should().BeApproximately(20 * Math.Sqrt(3) / 2, 1);
    }

    [Theory]
    [InlineData(32, 32, new[] { 32, 16 })]
    [InlineData(64, 64, new[] { 64, 32, 16 })]
    [InlineData(33, 40, new[] { 33, 17 })]
    [InlineData(9, 12, new[] { 9 })]
    public void The_levels_of_the_pyramid_add_up_to_the_pictures(int height, int width, int[] heights)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor pictures = torch.rand(2, 3, height, width);
        List<torch.Tensor> levels = LaplacianPyramid.Build(pictures);
        levels.Select(level => (int)level.shape[2]).Should().Equal(heights);
        LaplacianPyramid.Heights(new ImageShape(3, height, width)).Should().Equal(heights);

        torch.Tensor flat = torch.full([1, 3, height, width], 7f);
        LaplacianPyramid.Build(flat)[^1].sub(7f).abs().max().item<float>().Should().BeLessThan(1e-5f, "a filter keeps the mean");
    }

    [Fact]
    public void A_flat_picture_leaves_nothing_in_the_finer_level()
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> levels = LaplacianPyramid.Build(torch.full([1, 3, 32, 32], 7f));
        levels[0].narrow(2, 0, 30).narrow(3, 0, 30).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void Too_few_or_too_small_pictures_and_other_shapes_are_refused()
    {
        using torch.Tensor pictures = torch.zeros([2, 3, 8, 8], torch.ScalarType.Byte), small = torch.zeros([2, 3, 6, 8], torch.ScalarType.Byte);
        using torch.Tensor values = torch.zeros(2, 3, 8, 8);
        Action ofSmall = () => SlicedWasserstein.Compute(small, small), ofTwo = () => SlicedWasserstein.Compute(pictures, small);
        Action ofValues = () => SlicedWasserstein.Compute(pictures, values);
        ofSmall.Should().Throw<EvaluationException>().WithMessage("2 pictures of 3×6×8 are too few or too small*");
        ofTwo.Should().Throw<ArgumentException>().WithMessage("The real pictures are 3×8×8 and the generated ones 3×6×8*");
        ofValues.Should().Throw<ArgumentException>().WithMessage("Pictures are uint8*ToBytes*");
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using torch.Tensor pictures = Sets.Animals(20, 1);
        long before = LiveTensors.Count;
        SlicedWasserstein.Compute(pictures, pictures, 200);
        (LiveTensors.Count - before).Should().Be(0);
    }
}
