namespace Gan.Core.ModelFiles;

/// <summary>Turns what the system reports into one error that says what to do.</summary>
internal static class FileFailure
{
    /// <summary>Whether an exception is the system's word on a file.</summary>
    public static bool IsKnown(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>The error for a file that cannot be read.</summary>
    public static GanFileException OnReading(string path, Exception failure) => failure switch
    {
        EndOfStreamException => GanFileException.Damaged(path, "it ended while it was being read", failure),
        FileNotFoundException or DirectoryNotFoundException =>
            new GanFileException($"'{path}' does not exist. Check the path.", failure),
        UnauthorizedAccessException when Directory.Exists(path) =>
            new GanFileException($"'{path}' is a folder. Name a file in it.", failure),
        UnauthorizedAccessException =>
            new GanFileException($"'{path}' may not be read by this user. Change its permissions, or copy it.", failure),
        _ => new GanFileException($"'{path}' cannot be read. The system reports: {failure.Message}", failure),
    };

    /// <summary>The error for a file that cannot be written; the file itself is untouched.</summary>
    public static GanFileException OnWriting(string path, Exception failure) => new(
        $"'{path}' was not written and is as it was before. {Remedy(path, failure)} The system reports: {failure.Message}", failure);

    private static string Remedy(string path, Exception failure)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return failure switch
        {
            _ when Directory.Exists(path) => "It is a folder: name a file in it.",
            _ when !Directory.Exists(folder) => $"The folder '{folder}' does not exist: create it.",
            UnauthorizedAccessException => $"This user may not write to '{folder}': change its permissions, or name another folder.",
            PathTooLongException => "The name is too long: shorten it.",
            IOException when IsDiskFull(failure.HResult) => $"There is no space left for '{folder}': free some, or name another folder.",
            _ => $"Check the disk that holds '{folder}', or name another folder.",
        };
    }

    private static bool IsDiskFull(int code)
    {
        const int NoSpace = 28; // ENOSPC
        const int DiskFull = unchecked((int)0x80070070); // ERROR_DISK_FULL
        const int HandleDiskFull = unchecked((int)0x80070027); // ERROR_HANDLE_DISK_FULL
        int quotaExceeded = OperatingSystem.IsMacOS() ? 69 : 122; // EDQUOT
        return OperatingSystem.IsWindows() ? code is DiskFull or HandleDiskFull : code == NoSpace || code == quotaExceeded;
    }
}
