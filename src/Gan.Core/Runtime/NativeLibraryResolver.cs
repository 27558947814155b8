using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Lets TorchSharp start on Linux hosts whose libstdc++ is older than the one it was built with (Debian 12, Ubuntu 22.04).
/// Asked only after the normal loading of <c>LibTorchSharp</c> has failed; hosts where TorchSharp loads are never touched.
/// </summary>
internal static class NativeLibraryResolver
{
    /// <summary>Set this environment variable to <c>1</c> to leave the loading of native libraries to TorchSharp alone.</summary>
    public const string OptOutVariable = "GAN_CORE_NO_NATIVE_FIX";

    private const string LibraryName = "LibTorchSharp";
    private static readonly Lock Gate = new();
    private static IntPtr _handle;

    /// <summary>What the resolver did, in a sentence for the log; null while it was not needed.</summary>
    public static string? Report { get; private set; }

    /// <summary>Why a relaxed copy could not be loaded either; null when none was tried or it worked.</summary>
    public static Exception? Failure { get; private set; }

#pragma warning disable CA2255 // The one purpose of this initialiser is to be there before TorchSharp's first native call.
    [ModuleInitializer]
    internal static void Register()
#pragma warning restore CA2255
    {
        // Here too because it must come before libgomp, which comes with libtorch.
        OpenMpTuning.Apply();
        bool mayHelp = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        if (mayHelp && Environment.GetEnvironmentVariable(OptOutVariable) != "1")
        {
            Assembly torchSharp = typeof(torch).Assembly;
            AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(torchSharp) ?? AssemblyLoadContext.Default;
            context.ResolvingUnmanagedDll += Resolve;
        }
    }

    private static IntPtr Resolve(Assembly assembly, string name)
    {
        if (name != LibraryName)
        {
            return IntPtr.Zero;
        }

        lock (Gate)
        {
            return _handle != IntPtr.Zero ? _handle : _handle = LoadRelaxedCopy();
        }
    }

    private static IntPtr LoadRelaxedCopy()
    {
        if (NativeFolders.Find("libLibTorchSharp.so") is not { } path)
        {
            return IntPtr.Zero;
        }

        try
        {
            byte[] image = File.ReadAllBytes(path);
            int relaxed = ElfVersionNeeds.RelaxUnused(image, version => version.StartsWith("GLIBCXX_", StringComparison.Ordinal));
            if (relaxed == 0)
            {
                return IntPtr.Zero;
            }

            // The copy has no folder of its own, so what it needs must be mapped before it: the loader then binds by name.
            string libtorch = NativeFolders.Find("libtorch.so") ?? "libtorch.so";
            NativeLibrary.TryLoad(libtorch, out _);
            IntPtr handle = InMemoryLibrary.Load("libLibTorchSharp.so", image);
            Failure = null;
            Report = $"This host's libstdc++ is older than the one TorchSharp was built with; {relaxed} unused symbol version(s) of "
                + $"'{path}' were relaxed in memory. Set {OptOutVariable}=1 to turn this off.";
            return handle;
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            Failure = refused;
            return IntPtr.Zero;
        }
    }
}
