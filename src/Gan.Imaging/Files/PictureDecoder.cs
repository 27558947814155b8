using Gan.Core;
using SkiaSharp;

namespace Gan.Imaging;

/// <summary>Turns the content of a file into a picture, or says why it is none.</summary>
internal static class PictureDecoder
{
    // A damaged or hostile header can claim any size; 16,384 × 16,384 is beyond every camera and still fits in memory.
    private const long MaxPixels = 1L << 28;

    private const string Supported = "PNG and JPEG pictures are read";

    /// <summary>Decodes a PNG or JPEG.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The picture, upright, opaque, in sRGB.</returns>
    /// <exception cref="GanDataException">It is none, is damaged, or is too large.</exception>
    public static RgbImage Decode(byte[] content, string name)
    {
        if (content.Length == 0)
        {
            throw new GanDataException($"'{name}' is empty; {Supported}.");
        }

        using SKData data = SKData.CreateCopy(content);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new GanDataException($"'{name}' is not a picture, or its header is damaged: it begins with {FirstBytes(content)}. {Supported}.");
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg))
        {
            throw new GanDataException($"'{name}' is a {codec.EncodedFormat} picture; {Supported}. Convert it first.");
        }

        SKSizeI size = codec.Info.Size;
        if ((long)size.Width * size.Height > MaxPixels)
        {
            throw new GanDataException($"'{name}' claims {size.Width}×{size.Height} pixels; up to {MaxPixels} are read. Reduce it first.");
        }

        using SKColorSpace srgb = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, srgb);
        using var bitmap = new SKBitmap(info);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            string problem = result == SKCodecResult.IncompleteInput ? "is cut off" : $"is damaged ({result})";
            throw new GanDataException($"'{name}' ({codec.EncodedFormat}, {size.Width}×{size.Height}, {content.Length} bytes) {problem}. Fetch or export it again.");
        }

        return SkiaPixels.ToRgb(bitmap, codec.EncodedOrigin);
    }

    private static string FirstBytes(byte[] content) => BitConverter.ToString(content, 0, Math.Min(8, content.Length)).Replace('-', ' ');
}
