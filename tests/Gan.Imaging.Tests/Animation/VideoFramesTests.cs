using Gan.Core;
using TorchSharp;
using static Gan.Imaging.Tests.Animation.Animations;

namespace Gan.Imaging.Tests.Animation;

public sealed class VideoFramesTests : IDisposable
{
    private static readonly (byte, byte, byte) Red = (255, 0, 0), Green = (0, 255, 0), Blue = (0, 0, 255), Yellow = (255, 255, 0), White = (255, 255, 255);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_gif_is_composited_as_viewers_do()
    {
        RgbImage[] frames = Read(Gif(4, 4,
            (0, 0, 4, 4, 0, Disposal.Keep),
            (1, 1, 2, 2, 1, Disposal.Background),
            (2, 2, 2, 2, 2, Disposal.Keep),
            (0, 0, 1, 1, 3, Disposal.Previous),
            (3, 0, 1, 1, 1, Disposal.Previous),
            (0, 3, 1, 1, 1, Disposal.Keep)));
        frames.Should().HaveCount(6);
        Rows(frames[0]).Should().Equal("RRRR", "RRRR", "RRRR", "RRRR");
        Rows(frames[1]).Should().Equal("RRRR", "RGGR", "RGGR", "RRRR");
        Rows(frames[2]).Should().Equal("RRRR", "R..R", "R.BB", "RRBB");
        Rows(frames[3]).Should().Equal("YRRR", "R..R", "R.BB", "RRBB");
        Rows(frames[4]).Should().Equal("RRRG", "R..R", "R.BB", "RRBB");
        Rows(frames[5]).Should().Equal("RRRR", "R..R", "R.BB", "GRBB");
    }

    [Fact]
    public void An_animated_WebP_is_composited_too()
    {
        RgbImage[] frames = Read(WebP(4, 4,
            (0, 0, Pictures.Solid(4, 4, 255, 0, 0)), (2, 0, Pictures.Solid(2, 2, 0, 255, 0)), (0, 2, Pictures.Solid(2, 2, 0, 0, 255))));
        frames.Should().HaveCount(3);
        Rows(frames[0]).Should().Equal("RRRR", "RRRR", "RRRR", "RRRR");
        Rows(frames[1]).Should().Equal("RRGG", "RRGG", "RRRR", "RRRR");
        Rows(frames[2]).Should().Equal("RRGG", "RRGG", "BBRR", "BBRR");
    }

    [Fact]
    public void A_still_picture_is_one_frame()
    {
        RgbImage picture = Pictures.Solid(8, 8, 0, 255, 0);
        Read(ImageFile.Encode(picture)).Should().ContainSingle().Which.Pixels.ToArray().Should().Equal(picture.Pixels.ToArray());
        Read(ImageFile.Encode(picture, ImageFileFormat.Jpeg)).Should().ContainSingle();
        Read(Gif(4, 4, (0, 0, 4, 4, 1, Disposal.Keep))).Should().ContainSingle();
    }

    [Fact]
    public void A_long_gif_that_restores_again_and_again_is_read_in_its_length()
    {
        (int, int, int, int, int, Disposal)[] frames = [.. Enumerable.Range(0, 3000).Select(i => (0, 0, 2, 2, i % 4, i % 2 == 0 ? Disposal.Keep : Disposal.Previous))];
        VideoFrames.Read(Saved(Gif(4, 4, frames))).Count().Should().Be(3000);
    }

    [Fact]
    public void The_frames_of_a_folder_are_in_the_order_of_their_numbers()
    {
        byte level = 0;
        foreach (string name in (string[])["frame9.png", "frame10.png", "frame100.png"])
        {
            level += 50;
            ImageFile.Write(_folder["frames", name], Pictures.Solid(4, 4, level, level, level));
        }

        File.WriteAllText(_folder["frames", "notes.txt"], "no frame");
        VideoFrames.Read(_folder["frames"]).Select(frame => frame.At(0, 0).Red).Should().Equal(50, 100, 150);
    }

    [Fact]
    public void Batches_hold_the_frames_in_order_and_in_the_shape_asked_for()
    {
        RgbImage[] frames = [.. Enumerable.Range(0, 5).Select(i => Pictures.Random(12, 8, seed: i))];
        AnimatedPng.Save(_folder["walk.png"], frames);
        List<long> counts = [];
        List<byte> pixels = [];
        foreach (torch.Tensor batch in VideoFrames.ReadBatches(_folder["walk.png"], new ImageShape(1, 4, 4), batchSize: 2))
        {
            batch.shape[1..].Should().Equal(1, 4, 4);
            counts.Add(batch.shape[0]);
            pixels.AddRange(batch.bytes.ToArray());
            batch.Dispose();
        }

        counts.Should().Equal(2, 2, 1);
        pixels.Should().Equal(frames.SelectMany(frame => frame.FitTo(new ImageShape(1, 4, 4))));
        FluentActions.Invoking(() => VideoFrames.ReadBatches("x", new ImageShape(2, 4, 4))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => VideoFrames.ReadBatches("x", new ImageShape(3, 4, 4), 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData("frame2", "frame10")]
    [InlineData("a", "b")]
    [InlineData("1", "2a")]
    [InlineData("2", "2a")]
    [InlineData("x1y9", "x1y10")]
    [InlineData("01", "1")]
    [InlineData("99999999999999999998", "99999999999999999999")]
    public void Names_are_ordered_as_people_number(string first, string second)
    {
        NaturalOrder.Instance.Compare(first, second).Should().BeNegative();
        NaturalOrder.Instance.Compare(second, first).Should().BePositive();
        NaturalOrder.Instance.Compare(first, first).Should().Be(0);
    }

    [Fact]
    public void What_is_no_video_is_named()
    {
        Refused("missing.gif").Should().Contain("missing.gif").And.Contain("cannot be read");
        Directory.CreateDirectory(Path.Combine(_folder.Root, "empty"));
        Refused("empty").Should().Contain("no .png");
        File.WriteAllBytes(_folder["none"], []);
        Refused("none").Should().Contain("is empty");
        File.WriteAllText(_folder["text.gif"], "This is no picture.");
        Refused("text.gif").Should().Contain("no picture or animation");
        byte[] gif = Gif(4, 4, (0, 0, 4, 4, 0, Disposal.Keep), (0, 0, 4, 4, 1, Disposal.Keep));
        File.WriteAllBytes(_folder["cut.gif"], gif[..^12]);
        Refused("cut.gif").Should().Contain("cut.gif");
    }

    [Fact]
    public void Frames_that_are_parts_and_impossible_claims_are_refused()
    {
        byte[] whole = AnimatedPng.Encode([Pictures.Random(4, 4, 1), Pictures.Random(4, 4, 2)]);
        Damaged(whole, "fcTL", data => data[7] = 3).Should().Contain("only a part");
        Damaged(whole, "fcTL", data => data[15] = 1).Should().Contain("only a part");
        Damaged(whole, "acTL", data => data[3] = 3).Should().Contain("announces 3 frames and holds 2");
        Damaged(whole, "acTL", data => data[0] = 0x7F).Should().Contain("frames; 1 to 10000 are read");
        Damaged(whole, "IHDR", data => data[0] = 0x70).Should().Contain("16777216 pixels");
        Damaged(whole, "fdAT", data => data[3] = 9).Should().Contain("out of order");
        byte[] wrongSum = [.. whole];
        wrongSum[45] ^= 1;
        Message(wrongSum).Should().Contain("check sum");
        Message(whole[..^20]).Should().Contain("cut off");
    }

    [Fact]
    public void Any_bytes_give_frames_or_a_readable_error()
    {
        byte[][] files =
        [
            AnimatedPng.Encode([Pictures.Random(9, 7, 1), Pictures.Random(9, 7, 2), Pictures.Random(9, 7, 3)]),
            Gif(6, 6, (0, 0, 6, 6, 0, Disposal.Keep), (1, 1, 3, 3, 1, Disposal.Background), (2, 2, 2, 2, 2, Disposal.Previous), (0, 0, 1, 1, 3, Disposal.Keep)),
            WebP(6, 6, (0, 0, Pictures.Random(6, 6, 1)), (2, 2, Pictures.Random(3, 3, 2))),
        ];
        Random random = new(1);
        for (int i = 0; i < 3000; i++)
        {
            byte[] mutant = [.. files[i % 3]];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            }

            mutant = i % 5 == 0 ? mutant[..random.Next(mutant.Length)] : mutant;
            Try(i % 2 == 0 && PngChunks.IsPng(mutant) ? WithRightSums(mutant) : mutant);
        }
    }

    // Without wrong check sums, more of the reader is reached.
    private static byte[] WithRightSums(byte[] png)
    {
        for (int at = 8; at + 12 <= png.Length;)
        {
            long length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (at + 12 + length > png.Length)
            {
                break;
            }

            uint sum = Pictures.Crc32(png.AsSpan(at + 4, 4 + (int)length));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(at + 8 + (int)length), sum);
            at += 12 + (int)length;
        }

        return png;
    }

    private void Try(byte[] content)
    {
        try
        {
            Read(content);
        }
        catch (GanDataException failure)
        {
            failure.Message.Should().NotBeEmpty();
        }
    }

    private string Damaged(byte[] png, string type, Action<byte[]> damage)
    {
        using MemoryStream file = new();
        PngChunks.WriteSignature(file);
        bool done = false;
        foreach (PngChunk chunk in PngChunks.Read(png, "animation"))
        {
            byte[] data = chunk.Data.ToArray();
            if (chunk.Type == type && !done)
            {
                damage(data);
                done = true;
            }

            PngChunks.Write(file, chunk.Type, data);
        }

        return Message(file.ToArray());
    }

    private string Message(byte[] content) => FluentActions.Invoking(() => Read(content)).Should().Throw<GanDataException>().Which.Message;

    private string Refused(string name) =>
        FluentActions.Invoking(() => VideoFrames.Read(Path.Combine(_folder.Root, name)).Count()).Should().Throw<GanDataException>().Which.Message;

    private RgbImage[] Read(byte[] content) => [.. VideoFrames.Read(Saved(content))];

    private string Saved(byte[] content)
    {
        File.WriteAllBytes(_folder["video"], content);
        return _folder["video"];
    }

    private static IEnumerable<string> Rows(RgbImage image) =>
        Enumerable.Range(0, image.Height).Select(y => string.Concat(Enumerable.Range(0, image.Width).Select(x => Letter(image.At(x, y)))));

    private static char Letter((byte, byte, byte) colour) =>
        colour == Red ? 'R' : colour == Green ? 'G' : colour == Blue ? 'B' : colour == Yellow ? 'Y' : colour == White ? '.' : '?';
}
