using Gan.Core;

namespace Gan.Imaging;

/// <summary>The picture files of a folder and their classes, in an order that depends on nothing but their names.</summary>
internal sealed class ImageFolderListing
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    private ImageFolderListing(string folder, IReadOnlyList<string> classNames, IReadOnlyList<string> files, IReadOnlyList<int> labels)
    {
        Folder = folder;
        ClassNames = classNames;
        Files = files;
        Labels = labels;
    }

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => NameOf(Folder);

    /// <summary>The names of the sub-folders; the folder's own name when it has none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Full paths, class after class.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The class of each file.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>At least one file, and at least one of every class.</returns>
    /// <exception cref="GanDataException">There is no picture, a class without one, or no telling what the classes are.</exception>
    public static ImageFolderListing Of(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            return List(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{full}' cannot be listed: {error.Message}", error);
        }
    }

    private static ImageFolderListing List(string folder)
    {
        string[] loose = Pictures(folder, recurse: false);
        string[] classFolders = [.. Directory.EnumerateDirectories(folder, "*", Visible(recurse: false)).Order(StringComparer.Ordinal)];
        if (classFolders.Length == 0)
        {
            return loose.Length > 0
                ? new ImageFolderListing(folder, [NameOf(folder)], loose, new int[loose.Length])
                : throw new GanDataException(
                    $"'{folder}' holds no picture. Put .png, .jpg or .jpeg files into it, or into one sub-folder for each class.");
        }

        if (loose.Length > 0)
        {
            throw new GanDataException(
                $"'{folder}' holds pictures ('{Path.GetFileName(loose[0])}' and {loose.Length - 1} more) beside sub-folders "
                + $"('{Path.GetFileName(classFolders[0])}' …), so the classes are unclear. Move them into a sub-folder, or load that sub-folder alone.");
        }

        string[][] files = Array.ConvertAll(classFolders, classFolder => Pictures(classFolder, recurse: true));
        string[] empty = [.. classFolders.Where((_, label) => files[label].Length == 0)];
        if (empty.Length > 0)
        {
            throw new GanDataException(
                $"No .png, .jpg or .jpeg file in {string.Join(", ", empty.Select(path => $"'{path}'"))}. "
                + "Every sub-folder is a class and needs a picture: fill or remove what is empty.");
        }

        return new ImageFolderListing(
            folder,
            Array.ConvertAll(classFolders, path => Path.GetFileName(path)),
            [.. files.SelectMany(paths => paths)],
            [.. files.SelectMany((paths, label) => Enumerable.Repeat(label, paths.Length))]);
    }

    private static string NameOf(string folder) => Path.GetFileName(folder) is { Length: > 0 } name ? name : folder;

    private static string[] Pictures(string folder, bool recurse) =>
    [
        .. Directory.EnumerateFiles(folder, "*", Visible(recurse))
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            // The separator differs between systems and sorts differently from '/'.
            .OrderBy(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), StringComparer.Ordinal),
    ];

    private static EnumerationOptions Visible(bool recurse) => new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
        RecurseSubdirectories = recurse,
    };
}
