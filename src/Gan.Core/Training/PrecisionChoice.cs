using System.Diagnostics;
using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core;

/// <summary>Turns <see cref="Precision.Auto"/> into what is faster on a device.</summary>
internal static class PrecisionChoice
{
    private const int Runs = 5;
    private const double WorthIt = 1.25;

    /// <summary>Decides.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="device">Where it will be computed.</param>
    /// <returns>Never <see cref="Precision.Auto"/>.</returns>
    public static Precision Resolve(Precision asked, torch.Device device) => asked != Precision.Auto
        ? asked
        : Time(torch.ScalarType.Float32, device) > WorthIt * Time(torch.ScalarType.BFloat16, device)
            ? Precision.BFloat16
            : Precision.Float32;

    /// <summary>The type of the activations.</summary>
    /// <param name="precision">Resolved.</param>
    /// <returns>The type.</returns>
    public static torch.ScalarType DataType(Precision precision) =>
        precision == Precision.BFloat16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;

    /// <summary>The best time of a 3×3 convolution and its gradients, in seconds.</summary>
    private static double Time(torch.ScalarType type, torch.Device device)
    {
        // On the CPU small enough to take well under a second even where bfloat16 is emulated; on a GPU large enough to outweigh the launch.
        (int batch, int channels, int side) = device.type == DeviceType.CUDA ? (64, 128, 32) : (16, 64, 16);
        using var scope = torch.NewDisposeScope();
        using var withGradient = torch.enable_grad();
        torch.Tensor weight = torch.ones([channels, channels, 3, 3], type, device, requires_grad: true);
        torch.Tensor input = MemoryFormat.ChannelsLast(torch.ones([batch, channels, side, side], type, device)).requires_grad_();
        double best = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            using var runScope = torch.NewDisposeScope();
            long start = Stopwatch.GetTimestamp();
            torch.nn.functional.conv2d(input, weight, padding: [1, 1]).sum().backward();
            if (device.type == DeviceType.CUDA)
            {
                torch.cuda.synchronize(device);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
