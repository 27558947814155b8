using System.Text.Json;

namespace Gan.Core.ModelFiles;

/// <summary>The names of the classes that a network was trained on, as a text of its file.</summary>
internal static class ClassTable
{
    /// <summary>The key of the text.</summary>
    public const string Key = "classes";

    /// <summary>Writes the names.</summary>
    public static string ToJson(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, GanJsonContext.Default.IReadOnlyListString);

    /// <summary>Reads the names; the numbers of the classes where a file does not name them, or has another text under the key.</summary>
    /// <param name="metadata">The texts of the file.</param>
    /// <param name="count">How many classes there are.</param>
    public static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> metadata, int count) =>
        metadata.TryGetValue(Key, out string? json) && Names(json) is { } names && names.Count == count
            ? names
            : [.. Enumerable.Range(0, count).Select(label => $"{label}")];

    private static IReadOnlyList<string>? Names(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, GanJsonContext.Default.IReadOnlyListString);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
