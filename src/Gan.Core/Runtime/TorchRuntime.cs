using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Loads libtorch, or says exactly what is missing.
/// <para>
/// Every entry point of the library calls <see cref="EnsureLoaded"/> itself. Call it first in code that uses TorchSharp's own types before
/// any of ours, to get one clear error instead of TorchSharp's.
/// </para>
/// </summary>
/// <threadsafety>All members may be called from any thread.</threadsafety>
public static class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>
    /// How the native library was loaded, in a sentence for logs; null when it loaded without help or was not loaded yet.
    /// </summary>
    public static string? LoadReport => NativeLibraryResolver.Report;

    /// <summary>Loads libtorch once; later calls cost nothing.</summary>
    /// <exception cref="TorchRuntimeException">
    /// No backend package is referenced, the platform has none, or the library cannot be loaded. The message names the cause and the
    /// remedy.
    /// </exception>
    public static void EnsureLoaded()
    {
        if (Volatile.Read(ref _loaded))
        {
            return;
        }

        lock (Gate)
        {
            if (!_loaded)
            {
                RequireSupportedPlatform(CurrentSystem, RuntimeInformation.ProcessArchitecture);
                RequireBackend();
                Load();
                Volatile.Write(ref _loaded, true);
            }
        }
    }

    /// <summary>
    /// Keeps freed memory in the process on Linux with glibc, which makes training steps faster by up to a third; does nothing elsewhere,
    /// or when the environment variable <c>GAN_CORE_NO_ALLOCATOR_TUNING</c> is <c>1</c>. <see cref="GanTrainer"/> calls it; call it once
    /// before a training loop of your own.
    /// </summary>
    public static void KeepFreedMemory() => AllocatorTuning.Apply();

    /// <summary>What is in use, in one line for logs and run records; loads nothing.</summary>
    /// <returns>
    /// Such as <c>TorchSharp 0.107.0, libtorch 2.10.0, linux-x64</c>, followed by <see cref="LoadReport"/> if there is one.
    /// </returns>
    public static string Describe()
    {
        string libtorch = Volatile.Read(ref _loaded) ? $"libtorch {ThreeParts(torch.__version__)}" : "libtorch not loaded";
        string report = LoadReport is { } sentence ? $" ({sentence})" : "";
        return $"TorchSharp {PackageVersion}, {libtorch}, {NativeFolders.PortableRuntimeIdentifier}{report}";
    }

    /// <summary>Refuses systems for which no libtorch package exists.</summary>
    internal static void RequireSupportedPlatform(OSPlatform system, Architecture architecture)
    {
        Architecture needed = system == OSPlatform.OSX ? Architecture.Arm64 : Architecture.X64;
        if (architecture != needed)
        {
            throw new TorchRuntimeException(
                $"This process runs as {architecture} on {DisplayName(system)}, and there is no libtorch package for that. "
                + $"Run it as {needed}, on a machine that can: dotnet run --runtime {PortableName(system)}-{needed.ToString().ToLowerInvariant()}.");
        }
    }

    /// <summary>The text for an application that references no backend.</summary>
    internal static string MissingBackend(IEnumerable<string> folders) =>
        $"libtorch, the native library behind TorchSharp, is not part of this application. Add one backend package to it:{Environment.NewLine}"
        + $"  dotnet add package TorchSharp-cpu --version {PackageVersion}{Environment.NewLine}"
        + $"or, for an NVIDIA GPU, TorchSharp-cuda-windows or TorchSharp-cuda-linux of the same version.{Environment.NewLine}"
        + $"Looked in: {string.Join(", ", folders)}";

    /// <summary>The text for a library that is there and does not load.</summary>
    internal static string Unloadable(OSPlatform system, string reported)
    {
        string remedy = system == OSPlatform.Linux
            ? "It needs glibc 2.34 and libstdc++ of GCC 12 or later (Debian 12, Ubuntu 22.04 and newer; not Alpine): apt-get install libstdc++6."
            : system == OSPlatform.Windows
                ? "It needs the Visual C++ runtime: winget install Microsoft.VCRedist.2015+.x64."
                : "It needs macOS 13 or later on Apple silicon.";
        return $"libtorch is part of this application but cannot be loaded. {remedy} Use one backend package, of version {PackageVersion}: "
            + $"dotnet add package TorchSharp-cpu --version {PackageVersion}.{Environment.NewLine}The system reports: {reported}";
    }

    private static OSPlatform CurrentSystem =>
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    private static string PackageVersion => typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "0.107.0";

    // TorchSharp writes 2.10.0.0 where the packages are called 2.10.0.
    private static string ThreeParts(string version) => string.Join('.', version.Split('.').Take(3));

    private static string DisplayName(OSPlatform system) =>
        system == OSPlatform.Windows ? "Windows" : system == OSPlatform.OSX ? "macOS" : "Linux";

    private static string PortableName(OSPlatform system) =>
        system == OSPlatform.Windows ? "win" : system == OSPlatform.OSX ? "osx" : "linux";

    private static void RequireBackend()
    {
        // Looking for the file, not asking the loader by name: a loader finds a system's unrelated libtorch, and TorchSharp
        // would copy one out of the developer's package cache that the user's machine does not have.
        string file = OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";
        if (NativeFolders.Find(file) is null)
        {
            throw new TorchRuntimeException(MissingBackend(NativeFolders.All));
        }
    }

    private static void Load()
    {
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null);
            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            Exception cause = NativeLibraryResolver.Failure ?? (failure as TypeInitializationException)?.InnerException ?? failure;
            throw new TorchRuntimeException(Unloadable(CurrentSystem, cause.Message), failure);
        }
    }
}
