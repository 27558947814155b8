using Gan.Core;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>Takes pictures out of a tensor.</summary>
internal static class PictureTensor
{
    /// <summary>The pictures of a batch one by one; one channel becomes grey.</summary>
    /// <param name="images">[N, C, H, W], C 1 or 3: floating point in [−1, 1] (what is outside is clamped) or uint8, on any device.</param>
    /// <returns>The pictures.</returns>
    /// <exception cref="ArgumentException">The tensor is not such a batch.</exception>
    public static IReadOnlyList<RgbImage> Read(torch.Tensor images)
    {
        byte[] bytes = Bytes(images);
        (int count, int channels, int height, int width) = ((int)images.shape[0], (int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        int values = channels * height * width;
        RgbImage[] pictures = new RgbImage[count];
        for (int i = 0; i < count; i++)
        {
            byte[] picture = bytes[(i * values)..((i + 1) * values)];
            pictures[i] = new RgbImage(width, height, channels == 3 ? picture : [.. picture, .. picture, .. picture]);
        }

        return pictures;
    }

    /// <summary>The bytes of a batch.</summary>
    /// <param name="images">[N, C, H, W], C 1 or 3: floating point in [−1, 1] (what is outside is clamped) or uint8, on any device.</param>
    /// <returns>NCHW in a new array.</returns>
    /// <exception cref="ArgumentException">The tensor is not such a batch.</exception>
    public static byte[] Bytes(torch.Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dim() != 4 || images.shape[1] is not (1 or 3) || images.numel() == 0)
        {
            throw new ArgumentException(
                $"A batch of pictures is [N, C, H, W] with 1 or 3 channels and at least one picture; this tensor is [{string.Join(", ", images.shape)}].",
                nameof(images));
        }

        bool areBytes = images.dtype == torch.ScalarType.Byte;
        if (!areBytes && !images.is_floating_point())
        {
            throw new ArgumentException($"Pictures are floating point in [−1, 1], or uint8; this tensor is {images.dtype}.", nameof(images));
        }

        using torch.Tensor bytes = areBytes ? images.alias() : PixelScaling.ToBytes(images);
        using torch.Tensor onCpu = bytes.cpu();
        using torch.Tensor contiguous = onCpu.contiguous();
        return contiguous.bytes.ToArray();
    }
}
