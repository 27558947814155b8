using TorchSharp;

namespace Gan.Evaluation.Tests.Metrics;

public class AugmentationLeakTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void The_share_of_augmented_pictures_among_others_is_found(double share)
    {
        using torch.Tensor real = Drawn(400, 0), heldOut = Drawn(400, 1), fresh = Drawn(400, 2);
        using torch.Tensor planted = Planted(fresh, share, Augmentations.Cutout(0.5));
        AugmentationSign sign = AugmentationLeak.Measure(planted, real, heldOut, [Augmentations.Cutout(0.5)]).Single(one => one.Name == "grey area");

        sign.Share.Should().BeApproximately(share, 0.12);
        Math.Abs(sign.HeldOut).Should().BeLessThan(0.1);
        sign.Shows.Should().BeTrue();
    }

    [Fact]
    public void Each_augmentation_is_found_by_its_own_trace_and_none_in_plain_pictures()
    {
        using torch.Tensor real = Drawn(300, 0), heldOut = Drawn(300, 1), fresh = Drawn(300, 2);
        foreach ((string name, IAugmentation augmentation) in new[]
        {
            ("brightness", Augmentations.Colour(0.8, 0, 0)), ("saturation", Augmentations.Colour(0, 1, 0)),
            ("contrast", Augmentations.Colour(0, 0, 0.9)), ("flat edges", Augmentations.Translation(0.2)),
        })
        {
            using torch.Tensor planted = Planted(fresh, 1, augmentation);
            AugmentationLeak.Measure(planted, real, heldOut, [augmentation]).Single(sign => sign.Name == name).Shows.Should().BeTrue(name);
            AugmentationLeak.Measure(fresh, real, heldOut, [augmentation]).Should().OnlyContain(sign => !sign.Shows, name);
        }
    }

    [Fact]
    public void Flips_leave_no_trace_that_is_looked_for()
    {
        using torch.Tensor real = Drawn(200, 0), heldOut = Drawn(200, 1);
        AugmentationLeak.Measure(heldOut, real, heldOut, [Augmentations.Flip()]).Should().BeEmpty();
        AugmentationLeak.Describe([]).Should().BeNull();
    }

    [Fact]
    public void The_caller_s_draws_are_left_alone_and_nothing_is_left_behind()
    {
        using torch.Tensor real = Drawn(20, 0);
        torch.manual_seed(4);
        using torch.Tensor expected = torch.rand(3);
        torch.manual_seed(4);
        long before = LiveTensors.Count;
        AugmentationLeak.Measure(real, real, real, [Augmentations.Colour()]);
        LiveTensors.Count.Should().Be(before);
        using torch.Tensor drawn = torch.rand(3);
        drawn.data<float>().ToArray().Should().Equal(expected.data<float>().ToArray());
    }

    [Fact]
    public void What_shows_is_said_with_what_to_do()
    {
        AugmentationSign sign = new() { Name = "flat edges", Share = 0.41, HeldOut = 0.01, StandardError = 0.02 };
        AugmentationLeak.Describe([sign, sign with { Name = "contrast", Share = 0.1 }]).Should()
            .Contain("flat edges (as in 41").And.Contain("Augmentations.Adaptive").And.NotContain("contrast");
    }

    private static torch.Tensor Drawn(int count, long seed) =>
        PictureBytes.Load(SyntheticImages.Create(count, new Core.ImageShape(3, 16, 16), seed));

    private static torch.Tensor Planted(torch.Tensor pictures, double share, IAugmentation augmentation)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(9);
        long count = (long)(pictures.shape[0] * share);
        torch.Tensor changed = PixelScaling.ToBytes(augmentation.Apply(PixelScaling.ToNetwork(pictures.narrow(0, 0, count)), default));
        return torch.cat([changed, pictures.narrow(0, count, pictures.shape[0] - count)]).MoveToOuterDisposeScope();
    }
}
