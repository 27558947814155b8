using TorchSharp;

namespace Gan.Detection;

/// <summary>Brings every kind of picture that may be asked about to the bytes that a detector judges.</summary>
internal static class DetectorInput
{
    // Network values that left [−1, 1] by rounding alone.
    private const double Tolerance = 1e-3;

    /// <summary>Makes bytes of pictures.</summary>
    /// <param name="images">[N, C, H, W] or [C, H, W]: uint8, or floating point in [−1, 1].</param>
    /// <param name="shape">What the detector judges.</param>
    /// <returns>uint8 [N, C, H, W]. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static torch.Tensor ToBytes(torch.Tensor images, ImageShape shape)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor batch = images.dim() == 3 ? images.unsqueeze(0) : images.alias();
        if (batch.dim() != 4 || batch.shape[0] < 1 || batch.shape[1] != shape.Channels || batch.shape[2] != shape.Height || batch.shape[3] != shape.Width)
        {
            throw new ArgumentException(
                $"This detector judges pictures of {shape}, one or a batch; this tensor is [{string.Join(", ", images.shape)}].", nameof(images));
        }

        if (batch.dtype == torch.ScalarType.Byte)
        {
            return batch.MoveToOuterDisposeScope();
        }

        if (!batch.is_floating_point() || !(batch.detach().abs().max().to_type(torch.ScalarType.Float64).item<double>() <= 1 + Tolerance))
        {
            throw new ArgumentException(
                $"Pictures are uint8, or floating point in [−1, 1] as a generator returns them; this tensor is {batch.dtype} with other values. "
                + $"{nameof(PixelScaling)}.{nameof(PixelScaling.ToNetwork)} makes network values of bytes.",
                nameof(images));
        }

        return PixelScaling.ToBytes(batch).MoveToOuterDisposeScope();
    }

    /// <summary>Requires what <see cref="IFakeDetector.Logits"/> takes.</summary>
    public static void RequireBytes(torch.Tensor bytes, ImageShape shape)
    {
        if (bytes.dtype != torch.ScalarType.Byte || bytes.dim() != 4 || bytes.shape[0] < 1
            || bytes.shape[1] != shape.Channels || bytes.shape[2] != shape.Height || bytes.shape[3] != shape.Width)
        {
            throw new ArgumentException(
                $"This detector judges uint8 [N, {shape.Channels}, {shape.Height}, {shape.Width}]; this tensor is {bytes.dtype} [{string.Join(", ", bytes.shape)}].",
                nameof(bytes));
        }
    }
}
