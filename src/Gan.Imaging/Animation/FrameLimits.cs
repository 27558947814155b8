using Gan.Core;

namespace Gan.Imaging;

/// <summary>What an animated file may claim: a damaged or hostile header can claim anything.</summary>
internal static class FrameLimits
{
    /// <summary>The most frames: half an hour at 5 a second.</summary>
    public const int MostFrames = 10_000;

    /// <summary>The most pixels in a frame, 4096 × 4096: twice what cinemas show.</summary>
    public const long MostPixels = 1L << 24;

    /// <summary>The longest file.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>Refuses a size.</summary>
    /// <exception cref="GanDataException">A side is below 1, or the frames are too large.</exception>
    public static void RequireSize(int width, int height, string name)
    {
        if (width < 1 || height < 1 || (long)width * height > MostPixels)
        {
            throw new GanDataException(
                $"'{name}' claims frames of {(uint)width}×{(uint)height} pixels; frames have 1 to {MostPixels} pixels. Reduce it first.");
        }
    }

    /// <summary>Refuses a number of frames.</summary>
    /// <exception cref="GanDataException">There is none, or there are too many.</exception>
    public static void RequireCount(int frames, string name)
    {
        if (frames is < 1 or > MostFrames)
        {
            throw new GanDataException($"'{name}' claims {(uint)frames} frames; 1 to {MostFrames} are read. Cut it into parts, or leave frames out.");
        }
    }
}
