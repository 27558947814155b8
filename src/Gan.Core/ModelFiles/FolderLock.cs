namespace Gan.Core.ModelFiles;

/// <summary>Keeps a second run out of a folder: two would prune each other's checkpoints.</summary>
internal static class FolderLock
{
    /// <summary>Takes the lock. The system releases it when the process ends, however that happens.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The lock, released and removed when it is disposed; null when another run holds it.</returns>
    public static IDisposable? TryTake(string folder)
    {
        try
        {
            string path = Path.Combine(folder, $"run.lock{AtomicFile.PartialExtension}");
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
