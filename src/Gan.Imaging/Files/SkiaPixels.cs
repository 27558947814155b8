using SkiaSharp;

namespace Gan.Imaging;

/// <summary>Moves pixels between our order (CHW, RGB) and Skia's (HWC, RGBA).</summary>
internal static class SkiaPixels
{
    /// <summary>Copies a picture into an opaque bitmap.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>RGBA; the caller disposes it.</returns>
    public static SKBitmap ToBitmap(RgbImage image)
    {
        // Without a colour space the encoders add no profile, so that the file holds the pixels and nothing else.
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> target = bitmap.GetPixelSpan();
        ReadOnlySpan<byte> source = image.Pixels;
        int count = image.Width * image.Height;
        for (int i = 0; i < count; i++)
        {
            target[4 * i] = source[i];
            target[(4 * i) + 1] = source[i + count];
            target[(4 * i) + 2] = source[i + (2 * count)];
            target[(4 * i) + 3] = 255;
        }

        return bitmap;
    }

    /// <summary>Copies a bitmap out, laid on white and turned upright.</summary>
    /// <param name="bitmap">RGBA, alpha not multiplied in.</param>
    /// <param name="origin">Which corner of the upright picture the first pixel is, as EXIF tells it.</param>
    /// <returns>The picture.</returns>
    public static RgbImage ToRgb(SKBitmap bitmap, SKEncodedOrigin origin = SKEncodedOrigin.TopLeft)
    {
        (int width, int height) = (bitmap.Width, bitmap.Height);
        bool sideways = origin >= SKEncodedOrigin.LeftTop;
        bool flipX = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        bool flipY = origin is SKEncodedOrigin.BottomLeft or SKEncodedOrigin.BottomRight or SKEncodedOrigin.LeftBottom or SKEncodedOrigin.RightBottom;
        (int targetWidth, int targetHeight) = sideways ? (height, width) : (width, height);
        int count = width * height;
        byte[] pixels = new byte[3 * count];
        ReadOnlySpan<byte> source = bitmap.GetPixelSpan();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int targetX, int targetY) = sideways ? (y, x) : (x, y);
                targetX = flipX ? targetWidth - 1 - targetX : targetX;
                targetY = flipY ? targetHeight - 1 - targetY : targetY;
                ReadOnlySpan<byte> rgba = source.Slice(4 * ((y * width) + x), 4);
                int target = (targetY * targetWidth) + targetX;
                pixels[target] = OnWhite(rgba[0], rgba[3]);
                pixels[target + count] = OnWhite(rgba[1], rgba[3]);
                pixels[target + (2 * count)] = OnWhite(rgba[2], rgba[3]);
            }
        }

        return new RgbImage(targetWidth, targetHeight, pixels);
    }

    private static byte OnWhite(byte colour, byte alpha) => (byte)(((colour * alpha) + (255 * (255 - alpha)) + 127) / 255);
}
