using Gan.Core;

namespace Gan.Data.Cifar.Downloading;

/// <summary>
/// Lets one process at a time download into a folder. The system releases the lock of a process that dies; the empty file stays, since
/// deleting it would let two processes lock two files of the same name.
/// </summary>
internal sealed class DownloadLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private readonly FileStream _file;

    private DownloadLock(FileStream file) => _file = file;

    /// <param name="path">The lock file.</param>
    /// <param name="time">The clock between tries.</param>
    /// <param name="waiting">Called once if another process has the lock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GanDataException">The file cannot be created.</exception>
    public static async Task<DownloadLock> AcquireAsync(string path, TimeProvider time, Action waiting, CancellationToken cancellationToken)
    {
        bool told = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryOpen(path) is FileStream file)
            {
                return new DownloadLock(file);
            }

            if (!told)
            {
                waiting();
                told = true;
            }

            await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (IsHeldElsewhere(problem))
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.CannotWrite(path, problem);
        }
    }

    // EWOULDBLOCK on Linux and on macOS; the sharing and lock violations on Windows.
    private static bool IsHeldElsewhere(IOException problem) =>
        problem.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
