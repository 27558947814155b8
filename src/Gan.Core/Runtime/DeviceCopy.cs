using TorchSharp;

namespace Gan.Core;

/// <summary>Copies from the host that do not wait for what the device is doing.</summary>
internal static class DeviceCopy
{
    /// <summary>Copies a tensor; the source may be changed or disposed as soon as this returns.</summary>
    /// <param name="host">A tensor on the CPU.</param>
    /// <param name="device">Where the copy goes, which may be the CPU too.</param>
    /// <returns>The copy. The caller disposes it.</returns>
    public static torch.Tensor CopyTo(this torch.Tensor host, torch.Device device)
    {
        if (device.type != DeviceType.CUDA)
        {
            return host.to(device, copy: true);
        }

        // From pageable memory the host would wait. libtorch gives pinned memory to others only when the copy out of it is done.
        using torch.Tensor pinned = host.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
