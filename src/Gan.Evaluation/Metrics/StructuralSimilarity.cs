using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Structural similarity (SSIM; Wang et al. 2004) with the paper's 11×11 Gaussian window of deviation 1.5, where it fits wholly, averaged
/// over channels.
/// </summary>
internal static class StructuralSimilarity
{
    /// <summary>The side of the window, and of the smallest pictures.</summary>
    public const int Window = 11;

    private const double Deviation = 1.5;

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar Two = 2.ToScalar();
    private static readonly Scalar LuminanceConstant = (0.01 * 255 * 0.01 * 255).ToScalar();
    private static readonly Scalar ContrastConstant = (0.03 * 255 * 0.03 * 255).ToScalar();

    /// <summary>Compares pictures one by one.</summary>
    /// <param name="first">uint8 [N, C, H, W] of at least 11 pixels a side.</param>
    /// <param name="second">uint8 of the same shape.</param>
    /// <returns>float64 [N] on the CPU, from −1 to 1. The caller disposes it.</returns>
    public static torch.Tensor Compute(torch.Tensor first, torch.Tensor second)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = Planes(first), y = Planes(second);
        torch.Tensor meanX = Blur(x), meanY = Blur(y);
        torch.Tensor varianceX = Blur(x * x) - meanX * meanX, varianceY = Blur(y * y) - meanY * meanY;
        torch.Tensor covariance = Blur(x * y) - meanX * meanY;
        torch.Tensor luminance = Ratio(meanX * meanY, meanX * meanX, meanY * meanY, LuminanceConstant);
        torch.Tensor structure = Ratio(covariance, varianceX, varianceY, ContrastConstant);
        return (luminance * structure).reshape(first.shape[0], -1).mean([1]).MoveToOuterDisposeScope();
    }

    // (2·product + c) / (x + y + c).
    private static torch.Tensor Ratio(torch.Tensor product, torch.Tensor x, torch.Tensor y, Scalar constant) =>
        product.mul(Two).add(constant, alpha: One) / x.add(y, alpha: One).add(constant, alpha: One);

    // The variances are small differences of large numbers: float64.
    private static torch.Tensor Planes(torch.Tensor bytes) =>
        bytes.cpu().to(torch.ScalarType.Float64).reshape(-1, bytes.shape[2], bytes.shape[3]);

    private static torch.Tensor Blur(torch.Tensor planes)
    {
        using var scope = torch.NewDisposeScope();
        double[] bell = [.. Enumerable.Range(-(Window / 2), Window).Select(x => Math.Exp(-x * x / (2 * Deviation * Deviation)))];
        double[] weights = [.. bell.Select(weight => weight / bell.Sum())];
        return Band(weights, planes.shape[1]).matmul(planes).matmul(Band(weights, planes.shape[2]).t()).MoveToOuterDisposeScope();
    }

    // A convolution of float64 is slow in libtorch; this matrix [side − 10, side] is the same.
    private static torch.Tensor Band(double[] weights, long side)
    {
        long rows = side - Window + 1;
        double[] band = new double[rows * side];
        for (long row = 0; row < rows; row++)
        {
            weights.CopyTo(band.AsSpan((int)(row * side + row)));
        }

        return SeededTensors.OwnMemory(band, [rows, side]);
    }
}
