using Gan.Core;

namespace Gan.Data.Cifar.Downloading;

/// <summary>Says why a download cannot be stored.</summary>
internal static class StorageErrors
{
    public static GanDataException CannotWrite(string path, Exception problem) => new(
        (IsDiskFull(problem)
            ? $"The disk is full: the download of CIFAR-10 to {path} cannot go on. Make room for 180 MB and load again; "
            : $"CIFAR-10 cannot be stored at {path}: {problem.Message} Make the folder writable; ")
        + $"or name another folder with the environment variable {CacheFolder.Variable} "
        + $"or {nameof(CifarOptions)}.{nameof(CifarOptions.CacheRoot)}.",
        problem);

    // ENOSPC and EDQUOT on Linux, EDQUOT on macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsDiskFull(Exception problem) =>
        problem is IOException && problem.HResult is 28 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027);
}
