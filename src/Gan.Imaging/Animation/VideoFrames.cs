using Gan.Core;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>
/// Reads a video as pictures: an animated GIF, WebP or PNG, or a folder of numbered frames, which is what other formats are turned into
/// first (<c>ffmpeg -i film.mp4 frames/%05d.png</c>).
/// </summary>
public static class VideoFrames
{
    /// <summary>Reads the frames one after another, so that a long video needs no more memory than a short one.</summary>
    /// <remarks>
    /// What a file is, is told from its content; a still picture is a video of one frame. A frame is what a viewer shows at that moment,
    /// transparent parts laid on white. Animated PNGs are read if every frame is a whole picture, as <see cref="AnimatedPng"/> writes them.
    /// In a folder the PNG and JPEG files directly inside are the frames, <c>frame2</c> before <c>frame10</c>; hidden ones are left alone.
    /// </remarks>
    /// <param name="path">
    /// The file, of at most 1 GiB and 10,000 frames of at most 16,777,216 pixels, or the folder.
    /// </param>
    /// <returns>At least one frame. Each enumeration reads anew.</returns>
    /// <exception cref="GanDataException">
    /// Thrown while the frames are enumerated: the path is missing or cannot be read, is no picture or animation, is damaged or cut off, or
    /// exceeds a limit; or the folder holds no picture.
    /// </exception>
    public static IEnumerable<RgbImage> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Directory.Exists(path) ? ReadFolder(path) : ReadFile(path);
    }

    /// <summary>Reads the frames as batches that a detector takes, in the order of the video.</summary>
    /// <param name="path">The file or folder, as for <see cref="Read"/>.</param>
    /// <param name="shape">The shape to bring every frame to, as <see cref="RgbImage.FitTo"/> does; 1 or 3 channels.</param>
    /// <param name="batchSize">Frames in a batch, at least 1; the last has what is left. The default value is 64.</param>
    /// <returns>At least one batch, each uint8 [n, C, H, W] on the CPU. Who takes a batch disposes it.</returns>
    /// <exception cref="GanDataException">Thrown while the batches are enumerated, as by <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The shape has neither 1 nor 3 channels, or a side below 1, or the batch size is below 1.
    /// </exception>
    public static IEnumerable<torch.Tensor> ReadBatches(string path, ImageShape shape, int batchSize = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (shape.Channels is not (1 or 3) || shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException($"A picture has 1 or 3 channels and sides of at least 1; this shape is {shape}.", nameof(shape));
        }

        // Each frame is brought to its shape before the next is read: only a batch of small ones is held.
        return Read(path).Select(frame => frame.FitTo(shape)).Chunk(batchSize).Select(frames => Batch(frames, shape));
    }

    private static torch.Tensor Batch(byte[][] frames, ImageShape shape)
    {
        using torch.Tensor managed = torch.tensor(
            (byte[])[.. frames.SelectMany(frame => frame)], [frames.Length, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte);
        return managed.clone();
    }

    private static IEnumerable<RgbImage> ReadFolder(string folder)
    {
        foreach (string file in FrameFolder.List(folder))
        {
            yield return ImageFile.Read(file);
        }
    }

    private static IEnumerable<RgbImage> ReadFile(string path)
    {
        byte[] content = Content(path);
        foreach (RgbImage frame in PngChunks.IsPng(content) ? new AnimatedPngReader(content, path).Read() : SkiaFrames.Read(content, path))
        {
            yield return frame;
        }
    }

    private static byte[] Content(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length switch
            {
                0 => throw new GanDataException($"'{path}' is empty; a video has at least one frame."),
                > FrameLimits.MostBytes => throw new GanDataException(
                    $"'{path}' has {length} bytes; up to {FrameLimits.MostBytes} are read. Cut it into parts, or make it a folder of frames."),
                _ => File.ReadAllBytes(path),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"'{path}' cannot be read: {error.Message}", error);
        }
    }
}
