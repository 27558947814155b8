using System.Runtime.Intrinsics;
using TorchSharp;

namespace Gan.Core;

/// <summary>What the gradients written by hand have in common.</summary>
internal static class Windows
{
    /// <summary>
    /// Whether gradients by matrix products are the faster way: on CPUs with 256-bit vectors, where matrix products run as fast as the best
    /// convolution and oneDNN's gradients of weights at half of that. With 512 bits oneDNN's convolutions pull ahead, on a GPU cuDNN's.
    /// </summary>
    /// <param name="input">The layer's input.</param>
    /// <returns>Whether to use them.</returns>
    public static bool AreFaster(torch.Tensor input) =>
        torch.is_grad_enabled()
        && input.device_type == DeviceType.CPU
        && input.dtype is torch.ScalarType.Float32 or torch.ScalarType.Float64
        && !Vector512.IsHardwareAccelerated;

    /// <summary>Copies out every 3×3 window.</summary>
    /// <param name="pixels">[N, H, W, C], contiguous.</param>
    /// <param name="stride">Rows and columns from a window to the next.</param>
    /// <param name="height">Windows in a column.</param>
    /// <param name="width">Windows in a row.</param>
    /// <returns>[N · height · width, 9 · C], in the current scope.</returns>
    public static torch.Tensor Take(torch.Tensor pixels, int stride, long height, long width)
    {
        long[] shape = pixels.shape;
        long n = shape[0], channels = shape[3], row = shape[2] * channels;
        using torch.Tensor windows = pixels.as_strided(
            [n, height, width, 3, 3, channels], [shape[1] * row, stride * row, stride * channels, row, channels, 1], 0);
        return windows.reshape(n * height * width, 9 * channels);
    }
}
