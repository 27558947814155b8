using System.Runtime.InteropServices;

namespace Gan.Core;

/// <summary>
/// Shortens how long the threads of libgomp, among which libtorch divides its work on Linux, spin for the next piece before they sleep. By
/// default that is some milliseconds, in which they keep the processors from other processes that have work: three trainings on two cores
/// took three times as long as they need.
/// </summary>
internal static partial class OpenMpTuning
{
    /// <summary>libgomp's own variable: how often a waiting thread looks before it sleeps. One that is set is left as it is.</summary>
    public const string SpinCountVariable = "GOMP_SPINCOUNT";

    /// <summary>The standard's variable for the same, which libgomp takes its default from. If it is set, nothing is changed.</summary>
    public const string WaitPolicyVariable = "OMP_WAIT_POLICY";

    /// <summary>What libgomp itself takes where there are more threads than processors.</summary>
    private const string SpinCount = "1000";

    /// <summary>
    /// Sets the variable for libgomp, which reads it once, when it is loaded with libtorch; does nothing on other systems. Variables that
    /// are set through <see cref="Environment"/> do not reach native code on Linux.
    /// </summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(WaitPolicyVariable)))
        {
            return;
        }

        try
        {
            _ = SetVariable(SpinCountVariable, SpinCount, overwrite: 0);
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library of another name: only speed is at stake.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
