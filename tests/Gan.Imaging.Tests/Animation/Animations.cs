using SkiaSharp;

namespace Gan.Imaging.Tests.Animation;

/// <summary>Small animated files, byte by byte, since no encoder for them is at hand.</summary>
internal static class Animations
{
    public enum Disposal
    {
        Keep = 1,
        Background = 2,
        Previous = 3,
    }

    public static (byte, byte, byte)[] Palette { get; } = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)];

    /// <summary>A GIF of rectangles, each of one colour of <see cref="Palette"/>.</summary>
    public static byte[] Gif(int width, int height, params (int X, int Y, int Width, int Height, int Colour, Disposal Disposal)[] frames)
    {
        byte[] table = new byte[3 * 128];
        for (int i = 0; i < Palette.Length; i++)
        {
            (table[3 * i], table[(3 * i) + 1], table[(3 * i) + 2]) = Palette[i];
        }

        List<byte> file = [.. "GIF89a"u8, (byte)width, 0, (byte)height, 0, 0xF6, 0, 0, .. table];
        foreach (var frame in frames)
        {
            file.AddRange([0x21, 0xF9, 4, (byte)((int)frame.Disposal << 2), 10, 0, 0, 0]);
            file.AddRange([0x2C, (byte)frame.X, 0, (byte)frame.Y, 0, (byte)frame.Width, 0, (byte)frame.Height, 0, 0]);

            // Codes of 8 bits; 128 empties the table before it would need longer ones, 129 ends.
            int count = frame.Width * frame.Height;
            file.AddRange([7, (byte)(count + 2), 128, .. Enumerable.Repeat((byte)frame.Colour, count), 129, 0]);
        }

        file.Add(0x3B);
        return [.. file];
    }

    /// <summary>A lossless WebP whose frames are laid over one another.</summary>
    public static byte[] WebP(int width, int height, params (int X, int Y, RgbImage Picture)[] frames)
    {
        List<byte> body = [.. "WEBP"u8, .. Chunk("VP8X"u8, [2, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]), .. Chunk("ANIM"u8, [0, 0, 0, 0, 0, 0])];
        foreach (var (x, y, picture) in frames)
        {
            using SKBitmap bitmap = SkiaPixels.ToBitmap(picture);
            using SKPixmap pixels = bitmap.PeekPixels();
            using SKData still = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100))!;
            byte[] header = [.. Three(x / 2), .. Three(y / 2), .. Three(picture.Width - 1), .. Three(picture.Height - 1), .. Three(100), 0];
            body.AddRange(Chunk("ANMF"u8, [.. header, .. still.ToArray()[12..]]));
        }

        return Chunk("RIFF"u8, [.. body]);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data) =>
        [.. type, .. BitConverter.GetBytes(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
