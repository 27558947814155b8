using System.Buffers.Binary;
using CsCheck;
using Gan.Core;
using SkiaSharp;

namespace Gan.Imaging.Tests.Files;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_png_comes_back_byte_for_byte_whatever_its_size() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int).Sample(
            (width, height, seed) =>
            {
                RgbImage image = Pictures.Random(width, height, seed);
                using var stream = new MemoryStream(ImageFile.Encode(image));
                RgbImage back = ImageFile.Read(stream);
                return (back.Width, back.Height) == (width, height) && back.Pixels.SequenceEqual(image.Pixels);
            },
            iter: 50, seed: "0N0XIzNsQ0O2");

    [Theory]
    [InlineData("a.png")]
    [InlineData("A.PNG")]
    [InlineData("new folder/deeper/a.jpg")]
    [InlineData("a.jpeg")]
    public void A_file_is_written_in_the_format_of_its_extension_and_nothing_is_left_beside_it(string name)
    {
        string path = Path.Combine(_folder.Root, name);
        ImageFile.Write(path, Pictures.Solid(5, 3, 10, 200, 30));

        bool isPng = File.ReadAllBytes(path)[1] == (byte)'P';
        isPng.Should().Be(name.EndsWith("png", StringComparison.OrdinalIgnoreCase));
        ImageFile.Read(path).Shape.Should().Be(new ImageShape(3, 3, 5));
        Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories).Should().ContainSingle();
    }

    [Fact]
    public void A_jpeg_comes_back_nearly_and_more_nearly_at_higher_quality()
    {
        RgbImage image = Pictures.FromPixels(64, 48, (x, y) => ((byte)(x * 4), (byte)(y * 5), (byte)(255 - (x * 2) - y)));
        double coarse = MeanDifference(image, ThroughJpeg(image, 20));
        double fine = MeanDifference(image, ThroughJpeg(image, 95));
        fine.Should().BeLessThan(1.5).And.BeLessThan(coarse);
    }

    [Fact]
    public void The_same_picture_gives_the_same_bytes()
    {
        foreach (ImageFileFormat format in Enum.GetValues<ImageFileFormat>())
        {
            ImageFile.Encode(Pictures.Random(33, 17, 1), format).Should().Equal(ImageFile.Encode(Pictures.Random(33, 17, 1), format));
        }
    }

    [Fact]
    public void Grey_files_become_equal_red_green_and_blue()
    {
        byte[] png = Pictures.Encoded(new SKImageInfo(2, 1, SKColorType.Gray8, SKAlphaType.Opaque), SKEncodedImageFormat.Png, bitmap =>
        {
            bitmap.GetPixelSpan()[0] = 7;
            bitmap.GetPixelSpan()[1] = 201;
        });
        RgbImage image = ImageFile.Read(new MemoryStream(png));
        image.At(0, 0).Should().Be((7, 7, 7));
        image.At(1, 0).Should().Be((201, 201, 201));
    }

    [Fact]
    public void Transparent_parts_are_laid_on_white()
    {
        byte[] png = Pictures.Encoded(new SKImageInfo(3, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul), SKEncodedImageFormat.Png, bitmap =>
            new byte[] { 10, 20, 30, 0, 10, 20, 30, 128, 10, 20, 30, 255 }.CopyTo(bitmap.GetPixelSpan()));
        RgbImage image = ImageFile.Read(new MemoryStream(png));
        image.At(0, 0).Should().Be((255, 255, 255));
        image.At(1, 0).Should().Be((132, 137, 142));
        image.At(2, 0).Should().Be((10, 20, 30));
    }

    // The stored picture has its marks at the corners top left (red) and top right (green).
    [Theory]
    [InlineData(1, 24, 16, 0, 0, 23, 0)]
    [InlineData(2, 24, 16, 23, 0, 0, 0)]
    [InlineData(3, 24, 16, 23, 15, 0, 15)]
    [InlineData(4, 24, 16, 0, 15, 23, 15)]
    [InlineData(5, 16, 24, 0, 0, 0, 23)]
    [InlineData(6, 16, 24, 15, 0, 15, 23)]
    [InlineData(7, 16, 24, 15, 23, 15, 0)]
    [InlineData(8, 16, 24, 0, 23, 0, 0)]
    public void An_exif_orientation_is_applied(byte orientation, int width, int height, int redX, int redY, int greenX, int greenY)
    {
        RgbImage stored = Pictures.FromPixels(24, 16, (x, y) => y >= 8 ? ((byte)0, (byte)0, (byte)0)
            : x < 8 ? ((byte)255, (byte)0, (byte)0)
            : x >= 16 ? ((byte)0, (byte)255, (byte)0) : ((byte)0, (byte)0, (byte)0));
        byte[] jpeg = Pictures.WithOrientation(ImageFile.Encode(stored, ImageFileFormat.Jpeg, 100), orientation);

        RgbImage upright = ImageFile.Read(new MemoryStream(jpeg));

        (upright.Width, upright.Height).Should().Be((width, height));
        upright.At(redX, redY).Red.Should().BeGreaterThan(200);
        upright.At(redX, redY).Green.Should().BeLessThan(50);
        upright.At(greenX, greenY).Green.Should().BeGreaterThan(200);
        upright.At(greenX, greenY).Red.Should().BeLessThan(50);
    }

    [Fact]
    public void What_is_no_picture_is_named_with_what_is_supported()
    {
        string html = _folder["page.png"];
        File.WriteAllText(html, "<!DOCTYPE html><p>Not found</p>");
        Reading(html).Should().Throw<GanDataException>().WithMessage($"'{html}'*begins with 3C 21 44*PNG and JPEG*");

        string empty = _folder["empty.jpg"];
        File.WriteAllBytes(empty, []);
        Reading(empty).Should().Throw<GanDataException>().WithMessage($"'{empty}' is empty*PNG and JPEG*");

        string webp = _folder["really-webp.png"];
        File.WriteAllBytes(webp, Pictures.Encoded(new SKImageInfo(4, 4), SKEncodedImageFormat.Webp, bitmap => bitmap.Erase(SKColors.Red)));
        Reading(webp).Should().Throw<GanDataException>().WithMessage($"'{webp}' is a Webp picture*PNG and JPEG*");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string missing = Path.Combine(_folder.Root, "missing.png");
        Reading(missing).Should().Throw<GanDataException>().WithMessage($"'{missing}' cannot be read*").WithInnerException<FileNotFoundException>();
    }

    [Theory]
    [InlineData(ImageFileFormat.Png)]
    [InlineData(ImageFileFormat.Jpeg)]
    public void A_cut_off_file_is_refused_wherever_it_ends(ImageFileFormat format)
    {
        byte[] whole = ImageFile.Encode(Pictures.Random(40, 40, 3), format);
        for (int length = 1; length < whole.Length * 9 / 10; length += whole.Length / 40)
        {
            byte[] cut = whole[..length];
            FluentActions.Invoking(() => ImageFile.Read(new MemoryStream(cut), "cut")).Should().Throw<GanDataException>($"{length} of {whole.Length} bytes are there")
                .WithMessage("'cut'*");
        }
    }

    [Fact]
    public void A_damaged_png_is_refused()
    {
        byte[] png = ImageFile.Encode(Pictures.Random(40, 40, 3));
        png[png.Length / 2] ^= 0xFF;
        FluentActions.Invoking(() => ImageFile.Read(new MemoryStream(png), "damaged")).Should().Throw<GanDataException>().WithMessage("'damaged'*");
    }

    [Fact]
    public void A_header_that_claims_an_absurd_size_is_refused_before_memory_is_taken()
    {
        byte[] png = ImageFile.Encode(Pictures.Solid(1, 1, 0, 0, 0));
        png[16] = png[20] = 0;
        png[17] = png[21] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Pictures.Crc32(png.AsSpan(12, 17)));
        FluentActions.Invoking(() => ImageFile.Read(new MemoryStream(png), "bomb")).Should().Throw<GanDataException>().WithMessage("'bomb' claims 65537×65537*");
    }

    [Fact]
    public void Another_extension_or_quality_is_refused_before_anything_is_written()
    {
        RgbImage image = Pictures.Solid(2, 2, 1, 2, 3);
        FluentActions.Invoking(() => ImageFile.Write(Path.Combine(_folder.Root, "a.webp"), image)).Should().Throw<ArgumentException>().WithMessage("*.png, .jpg or .jpeg*");
        FluentActions.Invoking(() => ImageFile.Write(Path.Combine(_folder.Root, "a.jpg"), image, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ImageFile.Write(Path.Combine(_folder.Root, "a.jpg"), image, 101)).Should().Throw<ArgumentOutOfRangeException>();
        Directory.GetFileSystemEntries(_folder.Root).Should().BeEmpty();
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        string folderInTheWay = _folder["taken.png", "x"];
        FluentActions.Invoking(() => ImageFile.Write(Path.GetDirectoryName(folderInTheWay)!, Pictures.Solid(2, 2, 1, 2, 3)))
            .Should().Throw<GanFileException>().WithMessage("*It is a folder*");
        Directory.GetFiles(_folder.Root).Should().BeEmpty();
    }

    [Fact]
    public void Extensions_are_understood_in_Turkish_too()
    {
        using var culture = new CultureScope("tr-TR");
        ImageFile.Write(_folder["A.JPG"], Pictures.Solid(2, 2, 1, 2, 3));
        ImageFile.Write(_folder["i.PNG"], Pictures.Solid(2, 2, 1, 2, 3));
        ImageFolderDataset.Load(_folder.Root).Count.Should().Be(2);
    }

    private static Action Reading(string path) => () => ImageFile.Read(path);

    private static RgbImage ThroughJpeg(RgbImage image, int quality)
    {
        using var stream = new MemoryStream();
        ImageFile.Write(stream, image, ImageFileFormat.Jpeg, quality);
        stream.Position = 0;
        return ImageFile.Read(stream);
    }

    private static double MeanDifference(RgbImage one, RgbImage other) =>
        one.Pixels.ToArray().Zip(other.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Average();
}
