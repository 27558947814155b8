using System.Security.Cryptography;
using Gan.Core;
using Gan.Data.Cifar.Archives;
using Microsoft.Win32.SafeHandles;

namespace Gan.Data.Cifar.Reading;

/// <summary>Reads the files from a folder, one after another through one buffer.</summary>
internal static class CifarFolderReader
{
    /// <exception cref="GanDataException">A file is missing, damaged or not what its name says.</exception>
    public static void Read(string folder, CifarSetBuilder set, bool requireOfficial, CancellationToken cancellationToken)
    {
        RequireAll(folder, set.Files);
        CheckMeta(folder);
        foreach (string file in set.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = Path.Combine(folder, file);
            ReadWhole(path, set.FileBuffer, set.Edition);
            if (requireOfficial)
            {
                RequireOfficial(path, set.FileBuffer, set.Edition.FileSha1[file]);
            }

            set.Add(file, path);
        }
    }

    private static void RequireAll(string folder, IReadOnlyList<string> files)
    {
        List<string> missing = [.. files.Where(file => !File.Exists(Path.Combine(folder, file)))];
        if (missing.Count > 0)
        {
            string? capitals = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(Path.GetFileName)
                .Where(name => missing.Contains(name!, StringComparer.OrdinalIgnoreCase))
                .Select(name => LookAlikes.FromName(name!))
                .FirstOrDefault();
            throw new GanDataException(
                $"'{folder}' lacks {string.Join(", ", missing)}. "
                + (capitals ?? "Copy the set again from its source, or delete it to download the official archive."));
        }
    }

    private static void CheckMeta(string folder)
    {
        FileInfo meta = new(Path.Combine(folder, CifarEdition.MetaName));
        if (meta.Exists)
        {
            CifarMeta.Check(meta.Length <= CifarMeta.MaxLength ? Guarded(meta.FullName, File.ReadAllBytes) : [], meta.FullName);
        }
    }

    private static void ReadWhole(string path, byte[] buffer, CifarEdition edition)
    {
        using SafeFileHandle handle = Guarded(
            path, name => File.OpenHandle(name, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan));
        long length = RandomAccess.GetLength(handle);
        int read = Guarded(path, _ => ReadUpTo(handle, buffer));
        if (length != buffer.Length)
        {
            throw new GanDataException(DescribeLength(path, buffer.AsSpan(0, read), length, edition));
        }

        if (read < buffer.Length)
        {
            throw new GanDataException(
                $"{path} became shorter while it was read: {read} of {length} bytes came. Let nothing write to it and try again.");
        }
    }

    private static int ReadUpTo(SafeFileHandle handle, byte[] buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            int read = RandomAccess.Read(handle, buffer.AsSpan(total), total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    private static string DescribeLength(string path, ReadOnlySpan<byte> start, long length, CifarEdition edition)
    {
        string other = LookAlikes.FromBatch(start, length, edition) ?? CifarErrors.ReplaceFile;
        string size = length == 0 ? "is empty" : $"is {length} bytes long";
        (long whole, long rest) = Math.DivRem(length, CifarEdition.BytesPerRecord);
        string records = length > 0 && rest == 0 ? $" ({whole} records)" : "";
        string manner = length < edition.FileSize ? "cut short" : "too long";
        return $"{path} {size}{records}; a file of CIFAR-10 has exactly {edition.FileSize} ({edition.RecordsPerFile} records of "
            + $"{CifarEdition.BytesPerRecord}), so it is {manner}. {other}";
    }

    private static void RequireOfficial(string path, byte[] content, string expected)
    {
#pragma warning disable CA5350 // The published checksums of the single files are MD5 and SHA-1; they tell copies apart, not attackers.
        string actual = Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350
        if (actual != expected)
        {
            throw new GanDataException(
                $"{path} is not the official file: its SHA-1 is {actual} and not {expected}. {CifarErrors.ReplaceFile} "
                + $"To read a set of the same format with other pixels, set {nameof(CifarOptions.Verification)} "
                + $"to {nameof(CifarVerification.Structure)}.");
        }
    }

    private static T Guarded<T>(string path, Func<string, T> action)
    {
        try
        {
            return action(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"{path} cannot be read: {problem.Message} Check the disk and the permissions.", problem);
        }
    }
}
