using System.Globalization;

namespace Gan.Core.Tests.Data;

public class SyntheticImagesTests
{
    private static readonly ImageDataset Set = SyntheticImages.Create(400);
    private static readonly byte[][] Pictures = [.. Enumerable.Range(0, Set.Count).Select(i => Picture(Set, i))];

    [Fact]
    public void The_same_arguments_give_the_same_bytes_everywhere()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            SyntheticImages.Create(8, seed: 7).Fingerprint.Should().Be("c63daf48d2bbfe03955a63c07ffd2978fe5dd4c2ad5cc5e24beb0cdcfb6376a6");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_seed_gives_other_pictures() =>
        SyntheticImages.Create(8, seed: 1).Fingerprint.Should().NotBe(SyntheticImages.Create(8, seed: 2).Fingerprint);

    [Fact]
    public void A_picture_does_not_depend_on_the_count()
    {
        ImageDataset few = SyntheticImages.Create(3);
        Picture(few, 2).Should().Equal(Pictures[2]);
    }

    [Fact]
    public void Every_picture_is_different() =>
        Pictures.Select(Convert.ToBase64String).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_pixel_varies_across_the_set()
    {
        // A standard deviation near zero would be a constant to learn.
        Enumerable.Range(0, Set.Shape.ValueCount).Select(Deviation).Should().OnlyContain(deviation => deviation > 20);

        static double Deviation(int value)
        {
            double mean = Pictures.Average(picture => picture[value]);
            return Math.Sqrt(Pictures.Average(picture => (picture[value] - mean) * (picture[value] - mean)));
        }
    }

    [Fact]
    public void Neighbouring_pixels_go_together_unlike_noise()
    {
        byte[] noise = new byte[Set.Shape.ValueCount];
        SeededRandom random = new(1);
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (byte)random.NextInt(256);
        }

        NeighbourCorrelation(noise).Should().BeLessThan(0.1);
        Pictures.Take(40).Average(NeighbourCorrelation).Should().BeGreaterThan(0.8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_class_is_equally_frequent(int classes)
    {
        ImageDataset set = SyntheticImages.Create(10 * classes, classes: classes);
        set.ClassNames.Should().Equal(new[] { "dog", "cat", "bear", "rabbit" }[..classes]);
        Enumerable.Range(0, set.Count).GroupBy(set.GetLabel).Should().HaveCount(classes).And.OnlyContain(group => group.Count() == 10);
    }

    [Fact]
    public void The_classes_look_different()
    {
        double[][] means = [.. Enumerable.Range(0, 4).Select(Mean)];
        for (int a = 0; a < 4; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double largest = means[a].Zip(means[b], (x, y) => Math.Abs(x - y)).Max();
                largest.Should().BeGreaterThan(30, "{0} and {1} differ where their ears are", Set.ClassNames[a], Set.ClassNames[b]);
            }
        }

        static double[] Mean(int label)
        {
            byte[][] own = [.. Pictures.Where((_, i) => Set.GetLabel(i) == label)];
            return [.. Enumerable.Range(0, Set.Shape.ValueCount).Select(value => own.Average(picture => (double)picture[value]))];
        }
    }

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 64, 64)]
    [InlineData(3, 8, 24)]
    public void Other_shapes_are_drawn_too(int channels, int height, int width)
    {
        ImageDataset set = SyntheticImages.Create(4, new ImageShape(channels, height, width));
        set.Shape.Should().Be(new ImageShape(channels, height, width));
        byte[] picture = Picture(set, 3);
        picture.Distinct().Count().Should().BeGreaterThan(20);
    }

    [Fact]
    public void Grey_is_the_brightness_of_the_colours()
    {
        byte[] grey = Picture(SyntheticImages.Create(1, new ImageShape(1, 32, 32)), 0);
        byte[] rgb = Pictures[0];
        for (int i = 0; i < grey.Length; i++)
        {
            double brightness = 0.299 * rgb[i] + 0.587 * rgb[1024 + i] + 0.114 * rgb[2048 + i];
            ((double)grey[i]).Should().BeApproximately(brightness, 1.01);
        }
    }

    [Theory]
    [InlineData(0, 3, 32, 4)]
    [InlineData(1, 2, 32, 4)]
    [InlineData(1, 3, 7, 4)]
    [InlineData(1, 3, 32, 0)]
    [InlineData(1, 3, 32, 5)]
    [InlineData(int.MaxValue, 3, 32, 4)]
    public void Arguments_outside_their_range_are_refused(int count, int channels, int side, int classes) =>
        FluentActions.Invoking(() => SyntheticImages.Create(count, new ImageShape(channels, side, side), classes: classes))
            .Should().Throw<ArgumentOutOfRangeException>();

    private static byte[] Picture(ImageDataset set, int index)
    {
        byte[] picture = new byte[set.Shape.ValueCount];
        set.CopyImage(index, picture);
        return picture;
    }

    /// <summary>The correlation of each pixel with the one to its right, over the green channel.</summary>
    private static double NeighbourCorrelation(byte[] picture)
    {
        double[] left = [.. Enumerable.Range(0, 1024).Where(i => i % 32 < 31).Select(i => (double)picture[1024 + i])];
        double[] right = [.. Enumerable.Range(0, 1024).Where(i => i % 32 > 0).Select(i => (double)picture[1024 + i])];
        double leftMean = left.Average();
        double rightMean = right.Average();
        double covariance = left.Zip(right, (a, b) => (a - leftMean) * (b - rightMean)).Sum();
        return covariance / Math.Sqrt(left.Sum(a => Math.Pow(a - leftMean, 2)) * right.Sum(b => Math.Pow(b - rightMean, 2)));
    }
}
