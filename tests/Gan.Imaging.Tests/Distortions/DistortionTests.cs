using TorchSharp;

namespace Gan.Imaging.Tests.Distortions;

public class DistortionTests
{
    public static TheoryData<string> Names => new(All.Select(distortion => distortion.Name));

    private static Distortion[] All =>
        [Distortion.Jpeg(90), Distortion.Jpeg(30), Distortion.Blur(0.5), Distortion.Blur(2), Distortion.Resize(0.75), Distortion.Resize(2), Distortion.Noise(5.5)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_size_stays_and_the_same_gives_the_same_in_every_culture(string name)
    {
        Distortion distortion = All.Single(one => one.Name == name);
        RgbImage image = Pictures.Random(19, 13, seed: 1);
        byte[] before = image.Pixels.ToArray();
        RgbImage once = distortion.Apply(image, seed: 3);
        (once.Width, once.Height).Should().Be((19, 13));
        image.Pixels.ToArray().Should().Equal(before);
        once.Pixels.ToArray().Should().NotEqual(before);
        using var scope = new CultureScope("de-DE");
        All.Single(one => one.Name == name).Apply(image, seed: 3).Pixels.ToArray().Should().Equal(once.Pixels.ToArray());
    }

    [Fact]
    public void A_solid_picture_stays_as_it_is_under_all_but_noise()
    {
        RgbImage solid = Pictures.Solid(16, 8, 128, 128, 128);
        foreach (Distortion distortion in All.Where(distortion => !distortion.Name.StartsWith("noise", StringComparison.Ordinal)))
        {
            distortion.Apply(solid).Pixels.ToArray().Should().Equal(solid.Pixels.ToArray(), distortion.Name);
        }
    }

    [Fact]
    public void A_lower_quality_and_a_wider_blur_change_more()
    {
        RgbImage image = Pictures.Random(32, 32, seed: 2);
        double[] jpeg = [.. new[] { 90, 70, 50, 30 }.Select(quality => Difference(image, Distortion.Jpeg(quality).Apply(image)))];
        double[] blur = [.. new[] { 0.5, 1, 2 }.Select(sigma => Difference(image, Distortion.Blur(sigma).Apply(image)))];
        jpeg.Should().BeInAscendingOrder();
        blur.Should().BeInAscendingOrder();
        Difference(image, Distortion.Resize(0.75).Apply(image))
            .Should().BeGreaterThan(Difference(image, Distortion.Resize(2).Apply(image)));
    }

    [Fact]
    public void A_point_is_blurred_into_the_Gaussian_and_a_mirrored_edge_loses_nothing()
    {
        RgbImage point = Pictures.FromPixels(21, 21, (x, y) => (x, y) == (10, 10) ? ((byte)255, (byte)0, (byte)0) : default);
        RgbImage blurred = Distortion.Blur(1).Apply(point);

        // The kernel's weights at 0 and 1: e^0 and e^(-1/2) of sqrt(2 pi), squared in two directions.
        blurred.At(10, 10).Red.Should().Be((byte)Math.Round(255 / Math.Tau));
        blurred.At(11, 10).Red.Should().Be((byte)Math.Round(255 / Math.Tau * Math.Exp(-0.5)));
        blurred.At(11, 11).Red.Should().Be(blurred.At(9, 9).Red);
        blurred.At(10, 10).Green.Should().Be(0);

        RgbImage half = Pictures.FromPixels(9, 2, (x, _) => x < 3 ? ((byte)200, (byte)0, (byte)0) : default);
        Enumerable.Range(0, 9).Sum(x => Distortion.Blur(40).Apply(half).At(x, 0).Red).Should().BeInRange(590, 610);
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for_and_a_seed_of_its_own()
    {
        RgbImage grey = Pictures.Solid(100, 100, 128, 128, 128);
        RgbImage noisy = Distortion.Noise(10).Apply(grey, seed: 1);
        double[] differences = [.. noisy.Pixels.ToArray().Select(value => value - 128.0)];
        differences.Average().Should().BeApproximately(0, 0.3);
        Math.Sqrt(differences.Average(value => value * value)).Should().BeApproximately(10, 0.3);
        Distortion.Noise(10).Apply(grey, seed: 2).Pixels.ToArray().Should().NotEqual(noisy.Pixels.ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void A_batch_is_distorted_picture_by_picture(int channels)
    {
        byte[] values = [.. Pictures.Random(8, 8, seed: 4).Pixels.ToArray().Take(channels * 64)];
        using torch.Tensor pictures = torch.tensor((byte[])[.. values, .. values], [2, channels, 8, 8], torch.ScalarType.Byte);
        using torch.Tensor blurred = Distortion.Blur(1).Apply(pictures), noisy = Distortion.Noise(20).Apply(pictures, seed: 1);
        blurred.shape.Should().Equal(2, channels, 8, 8);
        byte[] result = blurred.bytes.ToArray(), noise = noisy.bytes.ToArray();
        result[..(channels * 64)].Should().Equal(result[(channels * 64)..], "equal pictures are blurred alike");
        noise[..(channels * 64)].Should().NotEqual(noise[(channels * 64)..], "each picture has noise of its own");
        if (channels == 3)
        {
            result[..192].Should().Equal(Distortion.Blur(1).Apply(new RgbImage(8, 8, values)).Pixels.ToArray());
        }
    }

    [Fact]
    public void What_is_impossible_is_refused()
    {
        Action[] impossible =
        [
            () => Distortion.Jpeg(0), () => Distortion.Jpeg(101), () => Distortion.Blur(0), () => Distortion.Blur(double.NaN), () => Distortion.Resize(0),
            () => Distortion.Resize(5), () => Distortion.Noise(-1), () => Distortion.Noise(256),
        ];
        foreach (Action action in impossible)
        {
            action.Should().Throw<ArgumentOutOfRangeException>();
        }

        using torch.Tensor floats = torch.zeros(1, 3, 4, 4);
        FluentActions.Invoking(() => Distortion.Blur(1).Apply(floats)).Should().Throw<ArgumentException>().WithMessage("*uint8*");
    }

    private static double Difference(RgbImage one, RgbImage other) =>
        one.Pixels.ToArray().Zip(other.Pixels.ToArray()).Average(pair => Math.Abs(pair.First - pair.Second));
}
