using Gan.Core.ModelFiles;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>A file system without space: what is written goes to a device that always refuses with ENOSPC.</summary>
internal sealed class FullDisk : IFileSystem
{
    public bool Deleted { get; private set; }

    public Stream Create(string path) => new FileStream("/dev/full", FileMode.Open, FileAccess.Write);

    public void FlushToDisk(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    public void Replace(string source, string destination) => throw new InvalidOperationException("An unfinished file must not be moved.");

    public void FlushFolder(string folder) => throw new InvalidOperationException("There is nothing to flush.");

    public void Delete(string path) => Deleted = true;
}
