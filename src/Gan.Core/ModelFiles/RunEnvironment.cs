using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core.ModelFiles;

/// <summary>Where and with what a run ran.</summary>
/// <param name="GanCore">The version of this library.</param>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="Device">The device.</param>
/// <param name="Threads">Threads that libtorch computed with: another number gives other rounding.</param>
/// <param name="Platform">The system and processor.</param>
/// <param name="Precision">In what numbers the networks computed.</param>
public sealed record RunEnvironment(string GanCore, string TorchSharp, string Device, int Threads, string Platform, Precision Precision = Precision.Float32)
{
    /// <summary>Describes this process.</summary>
    /// <param name="device">The device that it computes on.</param>
    /// <param name="precision">In what numbers the networks compute.</param>
    /// <returns>The description.</returns>
    public static RunEnvironment Of(torch.Device device, Precision precision) => new(
        typeof(RunEnvironment).Assembly.GetName().Version!.ToString(3),
        typeof(torch).Assembly.GetName().Version!.ToString(3),
        device.ToString(),
        torch.get_num_threads(),
        RuntimeInformation.RuntimeIdentifier,
        precision);
}
