using System.Runtime.InteropServices;

namespace Gan.Core;

/// <summary>
/// Keeps freed memory in the process on Linux. By default glibc returns every block of several megabytes to the kernel as soon as it is
/// freed, and a training step allocates and frees hundreds of them: up to a third of its time goes into page faults.
/// </summary>
internal static partial class AllocatorTuning
{
    /// <summary>Set this environment variable to <c>1</c> to leave the allocator as it is.</summary>
    public const string OptOutVariable = "GAN_CORE_NO_ALLOCATOR_TUNING";

    // Names and values from glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapMax = -4;

    /// <summary>Tunes the allocator of this process, once; does nothing on other systems and C libraries.</summary>
    public static void Apply()
    {
        if (!IsOn)
        {
            return;
        }

        try
        {
            _ = SetAllocatorOption(MmapMax, 0);
            _ = SetAllocatorOption(TrimThreshold, int.MaxValue);
            _ = SetAllocatorOption(TopPad, 64 << 20);
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, with its own ways.
        }
    }

    /// <summary>
    /// Returns the freed memory that the tuned allocator keeps, which after a training run nobody needs. Takes some milliseconds a
    /// gigabyte; does nothing on other systems and C libraries, or when the tuning is turned off.
    /// </summary>
    public static void ReleaseUnused()
    {
        if (!IsOn)
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, with its own ways.
        }
    }

    private static bool IsOn => OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(OptOutVariable) != "1";

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocatorOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keepAtTop);
}
