using System.Runtime.Intrinsics;
using TorchSharp;

namespace Gan.Core;

/// <summary>When the gradients written by hand are worth it.</summary>
internal static class MatrixGradients
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
}
