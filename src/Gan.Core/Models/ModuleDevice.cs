using TorchSharp;

namespace Gan.Core;

/// <summary>Where a module is.</summary>
public static class ModuleDevice
{
    /// <summary>The device that the module's weights are on; the CPU when it has none.</summary>
    /// <param name="module">The module, all on one device.</param>
    /// <returns>The device.</returns>
    public static torch.Device Device(this torch.nn.Module module) => module.parameters().FirstOrDefault()?.device ?? torch.CPU;
}
