using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gan.Core;

/// <summary>Loads a native library from bytes on Linux, leaving nothing on disk.</summary>
internal static partial class InMemoryLibrary
{
    private const uint CloseOnExec = 1;

    /// <summary>Loads the library from an anonymous file in memory, or, where the kernel refuses one, from a private temporary file.</summary>
    /// <param name="name">The name shown in the process's memory map.</param>
    /// <param name="image">The library.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="DllNotFoundException">The system's loader refuses the library; the message is the loader's own.</exception>
    public static IntPtr Load(string name, byte[] image)
    {
        int descriptor = CreateMemoryFile(name, CloseOnExec);
        return descriptor >= 0 ? LoadFromMemory(descriptor, image) : LoadFromTemporaryFile(name, image);
    }

    private static IntPtr LoadFromMemory(int descriptor, byte[] image)
    {
        using SafeFileHandle file = new(descriptor, ownsHandle: true);
        RandomAccess.Write(file, image, 0);
        return NativeLibrary.Load($"/proc/self/fd/{descriptor}");
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
