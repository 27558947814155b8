using Gan.Core;
using TorchSharp;

namespace Gan.Imaging.Tests.Animation;

public sealed class AnimatedPngTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_pixel_of_every_frame_comes_back()
    {
        RgbImage[] frames = [.. Enumerable.Range(0, 5).Select(i => Pictures.Random(17, 9, seed: i))];
        AnimatedPng.Save(_folder["new", "walk.png"], frames, 5);
        RgbImage[] read = [.. VideoFrames.Read(_folder["new", "walk.png"])];
        read.Select(frame => frame.Shape).Should().AllBeEquivalentTo(frames[0].Shape);
        read.Select(frame => frame.Pixels.ToArray()).Should().BeEquivalentTo(frames.Select(frame => frame.Pixels.ToArray()), options => options.WithStrictOrdering());
    }

    [Fact]
    public void A_tensor_is_written_as_its_bytes_and_grey_as_equal_colours()
    {
        byte[] pixels = [.. Enumerable.Range(0, 32).Select(i => (byte)(7 * i))];
        using torch.Tensor bytes = torch.tensor(pixels, [2, 1, 4, 4], torch.ScalarType.Byte);
        using torch.Tensor values = PixelScaling.ToNetwork(bytes);
        AnimatedPng.Save(_folder["a.apng"], values);
        RgbImage[] read = [.. VideoFrames.Read(_folder["a.apng"])];
        read.Should().HaveCount(2);
        read[1].Pixels.ToArray().Should().Equal([.. pixels[16..], .. pixels[16..], .. pixels[16..]]);
    }

    [Fact]
    public void Other_viewers_show_the_first_frame() =>
        ImageFile.Read(new MemoryStream(AnimatedPng.Encode([Pictures.Random(6, 5, 1), Pictures.Random(6, 5, 2)])))
            .Pixels.ToArray().Should().Equal(Pictures.Random(6, 5, 1).Pixels.ToArray());

    [Fact]
    public void The_file_says_how_many_frames_there_are_and_how_long_each_is_shown()
    {
        List<PngChunk> chunks = PngChunks.Read(AnimatedPng.Encode([Pictures.Random(3, 2, 1), Pictures.Random(3, 2, 2)], 12.5), "animation");
        chunks.Select(chunk => chunk.Type).Should().Equal("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "IEND");
        chunks[1].Data.ToArray().Should().Equal(0, 0, 0, 2, 0, 0, 0, 0);

        // Sequence 1, 3×2 at (0, 0), 100/1250 of a second, no disposal, no blending.
        chunks[4].Data.ToArray().Should().Equal(0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0x04, 0xE2, 0, 0);
    }

    [Fact]
    public void The_same_frames_give_the_same_bytes() =>
        AnimatedPng.Encode([Pictures.Random(8, 8, 1), Pictures.Random(8, 8, 2)])
            .Should().Equal(AnimatedPng.Encode([Pictures.Random(8, 8, 1), Pictures.Random(8, 8, 2)]));

    [Fact]
    public void What_is_no_animation_is_refused()
    {
        RgbImage frame = Pictures.Random(4, 4, 1);
        FluentActions.Invoking(() => AnimatedPng.Encode([])).Should().Throw<ArgumentException>().WithMessage("*no frame*");
        FluentActions.Invoking(() => AnimatedPng.Encode([frame, Pictures.Random(4, 5, 1)])).Should().Throw<ArgumentException>().WithMessage("*3×4×4 and 3×5×4*");
        FluentActions.Invoking(() => AnimatedPng.Encode([frame], 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => AnimatedPng.Encode([frame], double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => AnimatedPng.Save("walk.gif", [frame])).Should().Throw<ArgumentException>().WithMessage("*.png*");
        File.WriteAllText(_folder["file"], "");
        FluentActions.Invoking(() => AnimatedPng.Save(Path.Combine(_folder["file"], "walk.png"), [frame])).Should().Throw<GanFileException>();
    }
}
