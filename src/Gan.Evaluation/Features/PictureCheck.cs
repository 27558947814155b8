using TorchSharp;

namespace Gan.Evaluation;

/// <summary>What pictures given to a measurement must be.</summary>
internal static class PictureCheck
{
    /// <summary>Requires uint8 [N, C, H, W] with at least one picture.</summary>
    /// <param name="bytes">The pictures.</param>
    /// <param name="parameter">What the caller calls them.</param>
    /// <returns>The shape of one picture.</returns>
    /// <exception cref="ArgumentException">They are something else.</exception>
    public static ImageShape RequireBytes(torch.Tensor bytes, string parameter)
    {
        long[] shape = bytes.shape;
        if (bytes.dtype != torch.ScalarType.Byte || shape.Length != 4 || shape.Any(side => side < 1))
        {
            throw new ArgumentException(
                $"Pictures are uint8 [N, C, H, W]; this tensor is {bytes.dtype} [{string.Join(", ", shape)}]. "
                + $"{nameof(PixelScaling)}.{nameof(PixelScaling.ToBytes)} makes bytes of network values.",
                parameter);
        }

        return new ImageShape((int)shape[1], (int)shape[2], (int)shape[3]);
    }

    /// <summary>Requires uint8 [N, C, H, W] of one given shape.</summary>
    public static void RequireBytes(torch.Tensor bytes, ImageShape shape, string parameter)
    {
        ImageShape given = RequireBytes(bytes, parameter);
        if (given != shape)
        {
            throw new ArgumentException($"The pictures are {given}; this extractor works on {shape}.", parameter);
        }
    }

    /// <summary>Requires two sets of pictures of one shape.</summary>
    /// <returns>The shape of one picture.</returns>
    public static ImageShape RequireAlike(torch.Tensor real, torch.Tensor generated)
    {
        ImageShape one = RequireBytes(real, nameof(real)), other = RequireBytes(generated, nameof(generated));
        return one == other
            ? one
            : throw new ArgumentException($"The real pictures are {one} and the generated ones {other}; they must be alike.", nameof(generated));
    }
}
