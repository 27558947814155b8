using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core.ModelFiles;

/// <summary>Where and with what a run ran.</summary>
public sealed record RunEnvironment
{
    /// <summary>The version of this library.</summary>
    public string GanCore { get; init; } = "";

    /// <summary>The version of TorchSharp.</summary>
    public string TorchSharp { get; init; } = "";

    /// <summary>The device.</summary>
    public string Device { get; init; } = "";

    /// <summary>Threads that libtorch computed with: another number gives other rounding.</summary>
    public int Threads { get; init; }

    /// <summary>The system and processor.</summary>
    public string Platform { get; init; } = "";

    /// <summary>In what numbers the networks computed.</summary>
    public Precision Precision { get; init; }

    /// <summary>Describes this process.</summary>
    /// <param name="device">The device that it computes on.</param>
    /// <param name="precision">In what numbers the networks compute.</param>
    /// <returns>The description.</returns>
    public static RunEnvironment Of(torch.Device device, Precision precision) => new()
    {
        GanCore = typeof(RunEnvironment).Assembly.GetName().Version!.ToString(3),
        TorchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3),
        Device = device.ToString(),
        Threads = torch.get_num_threads(),
        Platform = RuntimeInformation.RuntimeIdentifier,
        Precision = precision,
    };
}
