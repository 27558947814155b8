using SkiaSharp;

namespace Gan.Imaging;

/// <summary>What saving as a JPEG leaves of a picture.</summary>
internal static class JpegRoundTrip
{
    /// <summary>Encodes and decodes.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100.</param>
    /// <returns>A picture of the same size.</returns>
    public static RgbImage Apply(RgbImage image, int quality)
    {
        using SKBitmap bitmap = SkiaPixels.ToBitmap(image);
        using SKPixmap pixels = bitmap.PeekPixels();
        SKJpegEncoderOptions options = new(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
        using SKData encoded = pixels.Encode(options)
            ?? throw new ArgumentException($"A {image.Width}×{image.Height} picture is too large for JPEG.", nameof(image));
        return PictureDecoder.Decode(encoded.ToArray(), "the JPEG");
    }
}
