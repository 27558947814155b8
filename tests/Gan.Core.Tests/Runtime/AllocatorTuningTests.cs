using System.Diagnostics;
using TorchSharp;

namespace Gan.Core.Tests.Runtime;

public class AllocatorTuningTests
{
    private const long Mebibyte = 1 << 20;

    [SkippableFact]
    public void Memory_that_training_leaves_free_goes_back_to_the_system_unless_the_tuning_is_turned_off()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The allocator is tuned on Linux only.");
        AllocatorTuning.Apply();
        AllocatorTuning.ReleaseUnused();
        torch.Tensor[] used = [.. Enumerable.Range(0, 64).Select(_ => torch.ones(1 << 20))];
        long full = Resident();
        foreach (torch.Tensor tensor in used)
        {
            tensor.Dispose();
        }

        Environment.SetEnvironmentVariable(AllocatorTuning.OptOutVariable, "1");
        try
        {
            AllocatorTuning.ReleaseUnused();
        }
        finally
        {
            Environment.SetEnvironmentVariable(AllocatorTuning.OptOutVariable, null);
        }

        (full - Resident()).Should().BeLessThan(64 * Mebibyte);
        AllocatorTuning.ReleaseUnused();
        (full - Resident()).Should().BeGreaterThan(200 * Mebibyte, "256 MiB were free");
    }

    private static long Resident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
