using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Reading;

/// <summary>A place that holds the data: a folder with the files, or an archive.</summary>
internal sealed record CifarSource(string Path, bool IsArchive)
{
    /// <summary>Looks at names only. A folder that lacks a needed file gives way to an archive beside it.</summary>
    public static CifarSource? Find(string path, CifarSplit split)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return new CifarSource(full, IsArchive: true);
        }

        string nested = System.IO.Path.Combine(full, CifarEdition.FolderName);
        string archive = System.IO.Path.Combine(full, CifarEdition.ArchiveName);
        bool Has(string folder, string name) => File.Exists(System.IO.Path.Combine(folder, name));
        foreach (string folder in new[] { full, nested })
        {
            if (CifarEdition.FilesOf(split).All(name => Has(folder, name)))
            {
                return new CifarSource(folder, IsArchive: false);
            }
        }

        if (File.Exists(archive))
        {
            return new CifarSource(archive, IsArchive: true);
        }

        string? partial = new[] { full, nested }.FirstOrDefault(folder => CifarEdition.AllFiles.Any(name => Has(folder, name)));
        return partial is null ? null : new CifarSource(partial, IsArchive: false);
    }

    /// <exception cref="GanDataException">There is no CIFAR-10 at the path; the message says what was found instead.</exception>
    public static CifarSource Require(string path, CifarSplit split) =>
        Find(path, split) ?? throw new GanDataException(DescribeAbsence(path));

    private static string DescribeAbsence(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            return $"There is no file or folder '{full}'. Name a folder with {CifarEdition.TrainFiles[0]} and its companions, "
                + $"or {CifarEdition.ArchiveName}.";
        }

        string? other = Directory.EnumerateFileSystemEntries(full)
            .Order(StringComparer.Ordinal)
            .Select(entry => LookAlikes.FromName(System.IO.Path.GetFileName(entry)))
            .FirstOrDefault(description => description is not null);
        return other is not null
            ? $"'{full}' is not the binary version of CIFAR-10: {other}"
            : $"'{full}' holds no CIFAR-10: neither {CifarEdition.TrainFiles[0]} and its companions, nor a folder "
              + $"{CifarEdition.FolderName}, nor {CifarEdition.ArchiveName}. "
              + "Name the folder or archive that holds them, or leave the path out to download the set.";
    }
}
