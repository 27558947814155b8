using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Reading;

/// <summary>
/// Reads the files straight out of the archive. Only CIFAR-10's own members are accepted: known names, plain files, exact sizes.
/// </summary>
internal static class CifarArchiveReader
{
    /// <summary>Room for headers, padding and the two text files.</summary>
    private const long Overhead = 1 << 20;

    /// <exception cref="GanDataException">The archive is damaged, or holds something else than CIFAR-10.</exception>
    public static void Read(string path, CifarSetBuilder set, CancellationToken cancellationToken)
    {
        using TarGzReader archive = new(path, ((long)set.Edition.FileSize * CifarEdition.AllFiles.Count) + Overhead);
        HashSet<string> seen = [];
        while (archive.Next() is TarMember member)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = Accept(member, archive, set.Edition);
            if (!seen.Add(name))
            {
                throw archive.Error($"it holds {member.Name} twice.");
            }

            if (set.Files.Contains(name))
            {
                archive.Read(member, set.FileBuffer);
                set.Add(name, $"{path}, {member.Name}");
            }
            else if (name == CifarEdition.MetaName)
            {
                byte[] text = new byte[member.Size];
                archive.Read(member, text);
                CifarMeta.Check(text, $"{path}, {member.Name}");
            }
            else
            {
                archive.Skip(member);
            }
        }

        string[] missing = [.. set.Files.Where(file => !seen.Contains(file))];
        if (missing.Length > 0)
        {
            throw archive.Error($"it lacks {string.Join(", ", missing)}.");
        }
    }

    /// <summary>Returns the member's name without its folder, or refuses it.</summary>
    private static string Accept(TarMember member, TarGzReader archive, CifarEdition edition)
    {
        string name = member.Name.StartsWith("./", StringComparison.Ordinal) ? member.Name[2..] : member.Name;
        if (member.IsFolder && member.Size == 0 && name.TrimEnd('/') is CifarEdition.FolderName or "")
        {
            return name;
        }

        const string folder = CifarEdition.FolderName + "/";
        string file = name.StartsWith(folder, StringComparison.Ordinal) ? name[folder.Length..] : name;
        bool isBatch = CifarEdition.AllFiles.Contains(file);
        bool isText = file is CifarEdition.MetaName or CifarEdition.ReadmeName;
        if (!member.IsFile || !(isBatch || isText))
        {
            throw archive.Error(
                $"it holds the {member.Description} '{member.Name}' (header at unpacked offset {member.Offset}), "
                + $"which CIFAR-10 does not have. {LookAlikes.FromName(name)}".TrimEnd());
        }

        if (isBatch ? member.Size != edition.FileSize : member.Size > CifarMeta.MaxLength)
        {
            string allowed = isBatch ? $"exactly {edition.FileSize}" : $"at most {CifarMeta.MaxLength}";
            throw archive.Error($"'{member.Name}' has {member.Size} bytes; it must have {allowed}.");
        }

        return file;
    }
}
