using Gan.Core;
using SkiaSharp;

namespace Gan.Imaging;

/// <summary>The frames of a GIF or WebP, each as a viewer shows it: with what it leaves of the frames before.</summary>
internal static class SkiaFrames
{
    private const int None = -1;

    private const string Supported = "GIF, animated WebP, animated PNG and still PNG and JPEG are read";

    /// <summary>Decodes the frames one after another.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The frames, opaque, in sRGB.</returns>
    /// <exception cref="GanDataException">The file is damaged, too large, or of a kind that is not read.</exception>
    public static IEnumerable<RgbImage> Read(byte[] content, string name)
    {
        using SKData data = SKData.CreateCopy(content);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new GanDataException($"'{name}' is no picture or animation, or its header is damaged; {Supported}.");
        if (codec.EncodedFormat is SKEncodedImageFormat.Jpeg)
        {
            yield return PictureDecoder.Decode(content, name);
            yield break;
        }

        if (codec.EncodedFormat is not (SKEncodedImageFormat.Gif or SKEncodedImageFormat.Webp))
        {
            throw new GanDataException($"'{name}' is a {codec.EncodedFormat} picture; {Supported}. Convert it first.");
        }

        FrameLimits.RequireSize(codec.Info.Width, codec.Info.Height, name);

        // A still WebP has no list of frames.
        SKCodecFrameInfo[] frames = codec.FrameInfo is { Length: > 0 } listed ? listed : [new SKCodecFrameInfo { RequiredFrame = None }];
        FrameLimits.RequireCount(frames.Length, name);
        using SKColorSpace srgb = SKColorSpace.CreateSrgb();
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, srgb);
        using SKBitmap shown = new(info), kept = new(info);
        int keptFrame = None;
        for (int i = 0; i < frames.Length; i++)
        {
            // Begun from the frame that it builds on, since the codec would otherwise decode all before it again for each.
            int prior = frames[i].RequiredFrame == None ? None : keptFrame;
            if (prior == None)
            {
                shown.Erase(SKColors.Transparent);
            }
            else
            {
                kept.GetPixelSpan().CopyTo(shown.GetPixelSpan());
            }

            SKCodecResult result = codec.GetPixels(info, shown.GetPixels(), new SKCodecOptions(i, prior));
            if (result != SKCodecResult.Success)
            {
                string problem = result == SKCodecResult.IncompleteInput ? "is cut off" : $"is damaged ({result})";
                throw new GanDataException($"'{name}' ({codec.EncodedFormat}) {problem} in frame {i + 1} of {frames.Length}. Fetch or export it again.");
            }

            if (frames[i].DisposalMethod != SKCodecAnimationDisposalMethod.RestorePrevious)
            {
                shown.GetPixelSpan().CopyTo(kept.GetPixelSpan());
                keptFrame = i;
            }

            yield return SkiaPixels.ToRgb(shown, codec.EncodedOrigin);
        }
    }
}
