using System.Buffers.Binary;
using Gan.Core;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>
/// Writes animated PNG, which browsers play and which keeps every pixel: the colour tables of GIF would change what a detector looks at.
/// </summary>
/// <remarks>Every frame is a whole picture, and the animation repeats for ever. <see cref="VideoFrames"/> reads it.</remarks>
public static class AnimatedPng
{
    /// <summary>The frames a second when none are given.</summary>
    /// <value>12.</value>
    public const double DefaultFramesPerSecond = 12;

    // A frame's time is a fraction of two 16-bit numbers.
    private const ushort DelayNumerator = 100;

    /// <summary>Writes a batch of pictures as an animation, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">The file, replaced if it exists: <c>.png</c> or <c>.apng</c>.</param>
    /// <param name="frames">
    /// [N, C, H, W], C 1 or 3, in the order of time: floating point in [−1, 1] (what is outside is clamped) or uint8.
    /// </param>
    /// <param name="framesPerSecond">From 0.1 to 100.</param>
    /// <exception cref="ArgumentException">
    /// The tensor is not such a batch, or a number is outside its range, or the extension is another one.
    /// </exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Save(string path, torch.Tensor frames, double framesPerSecond = DefaultFramesPerSecond)
    {
        RequireExtension(path);
        Save(path, PictureTensor.Read(frames), framesPerSecond);
    }

    /// <summary>Writes pictures as an animation, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">The file, replaced if it exists: <c>.png</c> or <c>.apng</c>.</param>
    /// <param name="frames">At least one picture, all of one size, in the order of time.</param>
    /// <param name="framesPerSecond">From 0.1 to 100.</param>
    /// <exception cref="ArgumentException">
    /// The frames are none or of several sizes, or a number is outside its range, or the extension is another one.
    /// </exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Save(string path, IReadOnlyList<RgbImage> frames, double framesPerSecond = DefaultFramesPerSecond)
    {
        RequireExtension(path);
        byte[] content = Encode(frames, framesPerSecond);
        ImageFile.CreateFolderOf(path);
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Encodes an animation. The same frames give the same bytes every time.</summary>
    /// <param name="frames">At least one picture, all of one size, in the order of time.</param>
    /// <param name="framesPerSecond">From 0.1 to 100.</param>
    /// <returns>What a file holds.</returns>
    /// <exception cref="ArgumentException">The frames are none or of several sizes, or a number is outside its range.</exception>
    public static byte[] Encode(IReadOnlyList<RgbImage> frames, double framesPerSecond = DefaultFramesPerSecond)
    {
        RequireFrames(frames);
        if (!(framesPerSecond is >= 0.1 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, "Frames a second are from 0.1 to 100.");
        }

        using MemoryStream file = new();
        PngChunks.WriteSignature(file);
        int sequence = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            List<PngChunk> still = PngChunks.Read(ImageFile.Encode(frames[i]), "a frame");
            if (i == 0)
            {
                PngChunks.Write(file, "IHDR", still[0].Data.Span);
                PngChunks.Write(file, "acTL", [.. BigEndian(frames.Count), .. BigEndian(0)]);
            }

            PngChunks.Write(file, "fcTL", FrameControl(sequence++, frames[i], framesPerSecond));
            foreach (PngChunk part in still.Where(chunk => chunk.Type == "IDAT"))
            {
                // The first frame is what a viewer of still pictures shows.
                PngChunks.Write(file, i == 0 ? "IDAT" : "fdAT", i == 0 ? part.Data.Span : [.. BigEndian(sequence++), .. part.Data.Span]);
            }
        }

        PngChunks.Write(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] FrameControl(int sequence, RgbImage frame, double framesPerSecond)
    {
        byte[] control = [.. BigEndian(sequence), .. BigEndian(frame.Width), .. BigEndian(frame.Height), .. BigEndian(0), .. BigEndian(0), 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(control.AsSpan(20), DelayNumerator);
        BinaryPrimitives.WriteUInt16BigEndian(control.AsSpan(22), (ushort)Math.Round(DelayNumerator * framesPerSecond));
        return control;
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static void RequireFrames(IReadOnlyList<RgbImage> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count == 0)
        {
            throw new ArgumentException("There is no frame; an animation has at least one.", nameof(frames));
        }

        if (frames.FirstOrDefault(frame => frame.Shape != frames[0].Shape) is { } other)
        {
            throw new ArgumentException($"Frames are all of one size; these are {frames[0].Shape} and {other.Shape}.", nameof(frames));
        }
    }

    private static void RequireExtension(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetExtension(path).ToUpperInvariant() is not (".PNG" or ".APNG"))
        {
            throw new ArgumentException($"'{path}' names no animated PNG: end it in .png or .apng.", nameof(path));
        }
    }
}
