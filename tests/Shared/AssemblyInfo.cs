using System.Runtime.CompilerServices;
using TorchSharp;

// TorchSharp's random generators and its counts of live tensors belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Gan.Tests;

internal static class AssemblyInfo
{
    /// <summary>Networks this small lose more by waiting for a second thread than they gain from it.</summary>
#pragma warning disable CA2255 // There is no other place that runs before every test.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void UseOneThread()
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
    }
}
