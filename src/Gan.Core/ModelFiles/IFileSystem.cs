namespace Gan.Core.ModelFiles;

/// <summary>
/// The operations of a file system that an atomic write is made of, one system call each, so that tests can fail every one.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Creates a file that must not exist yet.</summary>
    Stream Create(string path);

    /// <summary>Waits until all that was written to the stream is on the disk.</summary>
    void FlushToDisk(Stream stream);

    /// <summary>Renames a file, replacing the destination in one step.</summary>
    void Replace(string source, string destination);

    /// <summary>Waits until the names in a folder are on the disk, where the system lets one ask for it.</summary>
    void FlushFolder(string folder);

    /// <summary>Removes a file; nothing happens where there is none.</summary>
    void Delete(string path);
}
