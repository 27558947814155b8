using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.StepRace;

/// <summary>The fastest convolution of this machine: what a training step could reach at best.</summary>
internal static class ConvolutionPeak
{
    private const int Batch = 64, Channels = 128, Side = 16, Warmups = 3, Runs = 15;

    /// <summary>Measures a 3×3 convolution, 128 to 128 channels at 16×16, in both memory layouts.</summary>
    /// <param name="device">Where.</param>
    /// <param name="dtype">In what precision.</param>
    /// <returns>Floating-point operations a second, of the better layout's best run.</returns>
    public static double Measure(torch.Device device, torch.ScalarType dtype)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        torch.Tensor weight = torch.randn(Channels, Channels, 3, 3, dtype: dtype, device: device);
        torch.Tensor planar = torch.randn(Batch, Channels, Side, Side, dtype: dtype, device: device);
        torch.Tensor interleaved = planar.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        double operations = 2.0 * Batch * Side * Side * 9 * Channels * Channels;
        return operations / Math.Min(BestTime(planar, weight), BestTime(interleaved, weight));
    }

    private static double BestTime(torch.Tensor input, torch.Tensor weight)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Warmups + Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            functional.conv2d(input, weight, padding: [1, 1]).Dispose();
            if (input.device_type == DeviceType.CUDA)
            {
                torch.cuda.synchronize();
            }

            best = i < Warmups ? best : Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
