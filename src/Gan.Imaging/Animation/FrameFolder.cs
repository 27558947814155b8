using Gan.Core;

namespace Gan.Imaging;

/// <summary>The frames of a video that lie in a folder as pictures.</summary>
internal static class FrameFolder
{
    /// <summary>Lists them.</summary>
    /// <param name="folder">The folder; its sub-folders are left alone.</param>
    /// <returns>At least one path, in the order of the numbers in the names.</returns>
    /// <exception cref="GanDataException">The folder cannot be listed, or holds no picture.</exception>
    public static IReadOnlyList<string> List(string folder)
    {
        try
        {
            EnumerationOptions visible = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
            string[] files =
            [
                .. Directory.EnumerateFiles(folder, "*", visible)
                    .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG")
                    .OrderBy(path => Path.GetFileName(path), NaturalOrder.Instance),
            ];
            return files.Length > 0 ? files : throw new GanDataException($"'{folder}' holds no .png, .jpg or .jpeg file; the frames of a video lie directly in it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{folder}' cannot be listed: {error.Message}", error);
        }
    }
}
