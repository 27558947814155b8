using System.Globalization;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Where tensors live and are computed: a choice that a command line or a settings file names, made real when a run starts.
/// </summary>
public readonly record struct ComputeDevice
{
    private readonly Kind _kind;
    private readonly int _index;

    private ComputeDevice(Kind kind, int index = 0)
    {
        _kind = kind;
        _index = index;
    }

    private enum Kind
    {
        Auto,
        Cpu,
        Cuda,
    }

    /// <summary>The first CUDA device when one works, else the CPU. This is the default value.</summary>
    public static ComputeDevice Auto => default;

    /// <summary>The processor.</summary>
    public static ComputeDevice Cpu => new(Kind.Cpu);

    /// <summary>An NVIDIA GPU.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <returns>The choice; whether the device is there is checked by <see cref="Resolve"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static ComputeDevice Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new ComputeDevice(Kind.Cuda, index);
    }

    /// <summary>Reads <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>, in any case.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static ComputeDevice Parse(string text)
    {
        string name = text.Trim().ToLowerInvariant();
        return name switch
        {
            "auto" => Auto,
            "cpu" => Cpu,
            "cuda" => Cuda(),
            _ when name.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index) => Cuda(index),
            _ => throw new FormatException($"'{text}' is not a device. Use auto, cpu, cuda or cuda:<index>."),
        };
    }

    /// <summary>Makes the choice real.</summary>
    /// <returns>A device that a tensor was just made on.</returns>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the CUDA device that was asked for does not work.</exception>
    public torch.Device Resolve()
    {
        TorchRuntime.EnsureLoaded();
        switch (_kind)
        {
            case Kind.Cpu:
                return torch.CPU;
            case Kind.Cuda:
                return Probe(_index) is { } problem ? throw new TorchRuntimeException(problem) : new torch.Device(DeviceType.CUDA, _index);
            default:
                return torch.cuda.is_available() && Probe(0) is null ? new torch.Device(DeviceType.CUDA, 0) : torch.CPU;
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    /// <returns><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</returns>
    public override string ToString() => _kind switch
    {
        Kind.Cpu => "cpu",
        Kind.Cuda when _index == 0 => "cuda",
        Kind.Cuda => string.Create(CultureInfo.InvariantCulture, $"cuda:{_index}"),
        _ => "auto",
    };

    private static string? Probe(int index)
    {
        if (!torch.cuda.is_available())
        {
            return "No CUDA device can be used: the application has a CPU backend, or the NVIDIA driver is missing. "
                + "Reference TorchSharp-cuda-windows or TorchSharp-cuda-linux instead of TorchSharp-cpu, or choose ComputeDevice.Auto.";
        }

        int count = torch.cuda.device_count();
        if (index >= count)
        {
            return $"CUDA device {index} was asked for, and this machine has {count}: choose an index below {count}.";
        }

        try
        {
            using torch.Tensor one = torch.ones(1, device: new torch.Device(DeviceType.CUDA, index));
            return null;
        }
        catch (Exception failure) when (failure is System.Runtime.InteropServices.ExternalException or InvalidOperationException)
        {
            return $"CUDA device {index} is present but fails: {failure.Message}";
        }
    }
}
