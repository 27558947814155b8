namespace Gan.Core.ModelFiles;

/// <summary>
/// Replaces files whole: whatever fails, and whenever the process or the power ends, a path holds what it held before or all of the new
/// content. The content goes to a temporary file beside the path, then to the disk, and then takes the path's name in one step.
/// </summary>
public static class AtomicFile
{
    /// <summary>How the names of temporary files end; no finished file has such a name.</summary>
    public const string PartialExtension = ".gan-partial";

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <param name="write">Writes the content; what it throws reaches the caller, and the path is untouched.</param>
    /// <exception cref="GanFileException">The system refuses; the message says why and what to do.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, DiskFileSystem.Instance);

    /// <summary>Writes a file through a given file system.</summary>
    internal static void Write(string path, Action<Stream> write, IFileSystem files)
    {
        string target = Path.GetFullPath(path);
        string partial = $"{target}.{Path.GetRandomFileName()}{PartialExtension}";
        try
        {
            try
            {
                using (Stream stream = files.Create(partial))
                {
                    write(stream);
                    files.FlushToDisk(stream);
                }

                files.Replace(partial, target);
            }
            catch
            {
                DeleteIfPossible(partial, files);
                throw;
            }
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnWriting(path, failure);
        }

        FlushName(path, target, files);
    }

    /// <summary>
    /// Removes the temporary files that killed processes left in a folder. Those of a process that is still writing are locked and stay.
    /// </summary>
    /// <param name="folder">The folder; its subfolders are not searched.</param>
    /// <returns>How many were removed.</returns>
    public static int RemoveAbandoned(string folder)
    {
        int removed = 0;
        foreach (string partial in Directory.EnumerateFiles(folder, "*" + PartialExtension))
        {
            try
            {
                // Deleting on close keeps the lock until the file is gone.
                using FileStream unlocked = new(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                removed++;
            }
            catch (Exception inUse) when (FileFailure.IsKnown(inUse))
            {
                // Its writer lives, or it is not ours to remove; either way it is never read.
            }
        }

        return removed;
    }

    private static void FlushName(string path, string target, IFileSystem files)
    {
        try
        {
            files.FlushFolder(Path.GetDirectoryName(target)!);
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw new GanFileException(
                $"'{path}' is written, but its new name may not survive a power failure. Check the disk. The system reports: {failure.Message}", failure);
        }
    }

    private static void DeleteIfPossible(string partial, IFileSystem files)
    {
        try
        {
            files.Delete(partial);
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            // The failure that led here says more; the partial file is never read, and RemoveAbandoned collects it.
        }
    }
}
