using SkiaSharp;

namespace Gan.Imaging.Tests;

/// <summary>Small pictures for tests.</summary>
internal static class Pictures
{
    public static RgbImage Solid(int width, int height, byte red, byte green, byte blue) =>
        FromPixels(width, height, (_, _) => (red, green, blue));

    public static RgbImage Random(int width, int height, int seed)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(seed).NextBytes(pixels);
        return new RgbImage(width, height, pixels);
    }

    public static RgbImage FromPixels(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        int count = width * height;
        byte[] pixels = new byte[3 * count];
        for (int i = 0; i < count; i++)
        {
            (pixels[i], pixels[i + count], pixels[i + (2 * count)]) = colour(i % width, i / width);
        }

        return new RgbImage(width, height, pixels);
    }

    public static (byte Red, byte Green, byte Blue) At(this RgbImage image, int x, int y)
    {
        int count = image.Width * image.Height;
        int i = (y * image.Width) + x;
        return (image.Pixels[i], image.Pixels[i + count], image.Pixels[i + (2 * count)]);
    }

    public static byte[] Encoded(SKImageInfo info, SKEncodedImageFormat format, Action<SKBitmap> draw)
    {
        using var bitmap = new SKBitmap(info);
        draw(bitmap);
        using SKData data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>The check sum of a PNG chunk.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }

    /// <summary>Puts an EXIF block with an orientation right behind the start of a JPEG.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2],
        0xFF, 0xE1, 0, 34,
        .. "Exif\0\0"u8,
        .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
        0, 0, 0, 0,
        .. jpeg[2..],
    ];
}
