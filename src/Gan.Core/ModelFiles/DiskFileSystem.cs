using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gan.Core.ModelFiles;

/// <summary>The real file system.</summary>
internal sealed partial class DiskFileSystem : IFileSystem
{
    private const int InvalidArgument = 22; // EINVAL: the file system cannot flush folders

    /// <summary>The one instance.</summary>
    public static DiskFileSystem Instance { get; } = new();

    /// <inheritdoc/>
    public Stream Create(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);

    /// <inheritdoc/>
    public void FlushToDisk(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Replace(string source, string destination) => File.Move(source, destination, overwrite: true);

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
        // Windows journals renames by itself and has no call for this.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int ReadOnly = 0;
        using SafeFileHandle handle = new(OpenFolder(folder, ReadOnly), ownsHandle: true);
        if (!handle.IsInvalid && Synchronize(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{folder}'", error);
        }
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(SafeFileHandle handle);
}
