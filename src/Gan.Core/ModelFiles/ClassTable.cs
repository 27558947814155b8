using System.Text.Json;

namespace Gan.Core.ModelFiles;

/// <summary>The names of the classes that a network was trained on, as a text of its file.</summary>
internal static class ClassTable
{
    /// <summary>The key of the text.</summary>
    public const string Key = "classes";

    /// <summary>Writes the names.</summary>
    public static string ToJson(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, GanJsonContext.Default.IReadOnlyListString);

    /// <summary>Reads the names; the numbers of the classes where a file does not name them.</summary>
    /// <param name="metadata">The texts of the file.</param>
    /// <param name="count">How many classes there are.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="GanFileException">The text is no list of so many names.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> metadata, int count, string source)
    {
        if (count == 0 || !metadata.TryGetValue(Key, out string? json))
        {
            return [.. Enumerable.Range(0, count).Select(label => $"{label}")];
        }

        IReadOnlyList<string> names = GanJsonContext.Read<IReadOnlyList<string>>(json, "table of classes", source);
        return names.Count == count ? names : throw GanFileException.Damaged(source, $"it names {names.Count} classes and has {count}");
    }
}
