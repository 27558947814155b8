using Gan.Core;
using TorchSharp;

namespace Gan.Imaging.Tests.Files;

public class RgbImageTests
{
    [Fact]
    public void A_picture_of_the_shape_comes_back_unchanged()
    {
        RgbImage image = Pictures.Random(13, 7, 5);
        image.FitTo(image.Shape).Should().Equal(image.Pixels.ToArray());
    }

    [Fact]
    public void A_picture_twice_as_wide_keeps_its_middle()
    {
        RgbImage middle = Pictures.Random(32, 32, 1);
        RgbImage wide = Pictures.FromPixels(64, 32, (x, y) => x is >= 16 and < 48 ? middle.At(x - 16, y) : ((byte)255, (byte)0, (byte)255));
        wide.FitTo(new ImageShape(3, 32, 32)).Should().Equal(middle.Pixels.ToArray());
    }

    [Fact]
    public void A_picture_twice_as_high_keeps_its_middle()
    {
        RgbImage middle = Pictures.Random(32, 32, 2);
        RgbImage high = Pictures.FromPixels(32, 64, (x, y) => y is >= 16 and < 48 ? middle.At(x, y - 16) : ((byte)255, (byte)0, (byte)255));
        high.FitTo(new ImageShape(3, 32, 32)).Should().Equal(middle.Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 200)]
    [InlineData(333, 2)]
    [InlineData(101, 57)]
    public void One_colour_stays_that_colour_at_every_size(int width, int height) =>
        Pictures.Solid(width, height, 9, 130, 250).FitTo(new ImageShape(3, 32, 24))
            .Should().Equal(Pictures.Solid(24, 32, 9, 130, 250).Pixels.ToArray());

    [Fact]
    public void Fine_stripes_become_an_even_grey_rather_than_coarse_stripes()
    {
        RgbImage stripes = Pictures.FromPixels(330, 330, (x, _) => x % 2 == 0 ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0));
        byte[] small = stripes.FitTo(new ImageShape(3, 32, 32));
        small.Should().OnlyContain(value => value >= 122 && value <= 133);
    }

    [Fact]
    public void A_ramp_stays_a_ramp()
    {
        RgbImage ramp = Pictures.FromPixels(256, 256, (x, y) => ((byte)x, (byte)y, (byte)0));
        byte[] small = ramp.FitTo(new ImageShape(3, 32, 32));
        for (int i = 2; i < 30; i++)
        {
            // The middle of eight source columns, 8 i to 8 i + 7.
            ((double)small[(5 * 32) + i]).Should().BeApproximately((8 * i) + 3.5, 0.51);
            ((double)small[1024 + (i * 32) + 5]).Should().BeApproximately((8 * i) + 3.5, 0.51);
        }
    }

    [Fact]
    public void One_channel_is_the_brightness()
    {
        Pictures.Solid(4, 4, 255, 0, 0).FitTo(new ImageShape(1, 2, 2)).Should().Equal(76, 76, 76, 76);
        Pictures.Solid(4, 4, 0, 255, 0).FitTo(new ImageShape(1, 2, 2)).Should().Equal(150, 150, 150, 150);
        Pictures.Solid(4, 4, 0, 0, 255).FitTo(new ImageShape(1, 2, 2)).Should().Equal(29, 29, 29, 29);
        Pictures.Solid(4, 4, 99, 99, 99).FitTo(new ImageShape(1, 2, 2)).Should().Equal(99, 99, 99, 99);
    }

    [Fact]
    public void The_tensor_is_one_picture_in_minus_one_to_one_and_nothing_else_stays_alive()
    {
        RgbImage image = Pictures.FromPixels(2, 1, (x, _) => x == 0 ? ((byte)0, (byte)255, (byte)51) : ((byte)255, (byte)0, (byte)204));
        long before = torch.Tensor.TotalCount;
        using (torch.Tensor tensor = image.ToTensor())
        {
            tensor.shape.Should().Equal(1, 3, 1, 2);
            tensor.data<float>().ToArray()
                .Should().Equal([-1f, 1f, 1f, -1f, -0.6f, 0.6f], (actual, expected) => Math.Abs(actual - expected) < 1e-6f);
            (torch.Tensor.TotalCount - before).Should().Be(1);
        }

        using (torch.Tensor tensor = image.ToTensor(new ImageShape(1, 4, 4)))
        {
            tensor.shape.Should().Equal(1, 1, 4, 4);
        }

        (torch.Tensor.TotalCount - before).Should().Be(0);
    }

    [Theory]
    [InlineData(2, 8, 8)]
    [InlineData(3, 0, 8)]
    [InlineData(3, 8, -1)]
    public void A_shape_that_no_picture_has_is_refused(int channels, int height, int width) =>
        FluentActions.Invoking(() => Pictures.Solid(4, 4, 0, 0, 0).FitTo(new ImageShape(channels, height, width)))
            .Should().Throw<ArgumentException>().WithMessage($"*{channels}×{height}×{width}*");

    [Fact]
    public void Pixels_that_do_not_fit_the_sides_are_refused() =>
        FluentActions.Invoking(() => new RgbImage(2, 2, new byte[11])).Should().Throw<ArgumentException>().WithMessage("*2×2*12*11*");
}
