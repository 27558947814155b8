using TorchSharp;

namespace Gan.Core.Tests.Data;

public class RandomHorizontalFlipTests
{
    [Fact]
    public void Each_picture_is_mirrored_exactly_or_unchanged_about_half_of_them()
    {
        using var scope = torch.NewDisposeScope();
        // 4 columns, all different, so that a mirrored picture is no other.
        torch.Tensor images = torch.randint(256, [4000, 3, 2, 4], torch.ScalarType.Byte, generator: new torch.Generator(1));
        torch.Tensor flipped = RandomHorizontalFlip.Apply(images, seed: 3);

        flipped.dtype.Should().Be(torch.ScalarType.Byte);
        flipped.shape.Should().Equal(images.shape);
        torch.Tensor mirrored = images.index_select(3, torch.tensor(new long[] { 3, 2, 1, 0 }));
        bool[] isSame = flipped.eq(images).flatten(1).all(1).data<bool>().ToArray();
        bool[] isMirrored = flipped.eq(mirrored).flatten(1).all(1).data<bool>().ToArray();
        isSame.Zip(isMirrored).Should().OnlyContain(each => each.First != each.Second);
        isMirrored.Count(it => it).Should().BeInRange(1850, 2150); // Within five standard deviations.
    }

    [Fact]
    public void The_seed_picks_those_that_are_mirrored_and_the_input_stays_as_it_is()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = torch.arange(64).to(torch.ScalarType.Byte).view(16, 1, 1, 4);
        byte[] before = images.Bytes();
        byte[] flipped = RandomHorizontalFlip.Apply(images, seed: 3).Bytes();

        RandomHorizontalFlip.Apply(images, seed: 3).Bytes().Should().Equal(flipped);
        RandomHorizontalFlip.Apply(images, seed: 4).Bytes().Should().NotEqual(flipped);
        RandomHorizontalFlip.Apply(images.narrow(0, 0, 8), seed: 3).Bytes().Should().Equal(flipped[..32]);
        images.Bytes().Should().Equal(before);
    }

    [Fact]
    public void Only_the_result_is_left()
    {
        using torch.Tensor images = torch.zeros([5, 3, 8, 8], torch.ScalarType.Byte);
        long before = LiveTensors.Count;
        RandomHorizontalFlip.Apply(images, seed: 1).Dispose();
        LiveTensors.Count.Should().Be(before);
    }
}
