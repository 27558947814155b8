using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gan.Core;

/// <summary>Loads a native library from bytes on Linux, leaving nothing on disk.</summary>
internal static partial class InMemoryLibrary
{
    private const uint CloseOnExec = 1;

    /// <summary>
    /// Loads the library from an anonymous file in memory, or, where the system does not allow that, from a private temporary file.
    /// </summary>
    /// <param name="name">The library's file name.</param>
    /// <param name="image">The library.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="DllNotFoundException">The system's loader refuses the library; the message is the loader's own.</exception>
    /// <exception cref="IOException">Neither memory nor the temporary folder takes the library.</exception>
    /// <exception cref="UnauthorizedAccessException">The temporary folder may not be written to.</exception>
    public static IntPtr Load(string name, byte[] image) =>
        TryLoadFromMemory(name, image, out IntPtr handle) ? handle : LoadFromTemporaryFile(name, image);

    /// <summary>Loads from an anonymous file, which old kernels lack and hardened ones do not let run.</summary>
    internal static bool TryLoadFromMemory(string name, byte[] image, out IntPtr handle)
    {
        handle = IntPtr.Zero;
        int descriptor = CreateMemoryFile(name, CloseOnExec);
        if (descriptor < 0)
        {
            return false;
        }

        using SafeFileHandle file = new(descriptor, ownsHandle: true);
        try
        {
            RandomAccess.Write(file, image, 0);
        }
        catch (IOException)
        {
            return false;
        }

        return NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out handle);
    }

    /// <summary>Loads through a file that only this user can read, and that is gone once it is mapped.</summary>
    internal static IntPtr LoadFromTemporaryFile(string name, byte[] image)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gan-core-");
        try
        {
            string path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, image);
            return NativeLibrary.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
