using System.Security.Cryptography;
using Gan.Core;

namespace Gan.Data.Cifar.Archives;

/// <summary>Tells the official archive from anything else.</summary>
internal static class ArchiveChecksum
{
    /// <exception cref="GanDataException">The file is not the official archive.</exception>
    public static void Require(string path, CifarEdition edition, CancellationToken cancellationToken)
    {
        string hint = $"{CifarErrors.ReplaceArchive} To read another archive of the same format, "
            + $"name it as {nameof(CifarOptions.DataPath)} with {nameof(CifarVerification)}.{nameof(CifarVerification.Structure)}.";
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
            if (file.Length != edition.ArchiveSize)
            {
                throw new GanDataException($"{path} is {file.Length} bytes long; the official archive has {edition.ArchiveSize}. {hint}");
            }

            string actual = Compute(file, cancellationToken);
            if (actual != edition.ArchiveSha256)
            {
                throw new GanDataException(
                    $"{path} is not the official archive: its SHA-256 is {actual} and not {edition.ArchiveSha256}. {hint}");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"{path} cannot be read: {problem.Message} Check the disk and the permissions.", problem);
        }
    }

    /// <summary>The SHA-256 of a stream from where it stands to its end, lower-case hexadecimal.</summary>
    public static string Compute(Stream stream, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
