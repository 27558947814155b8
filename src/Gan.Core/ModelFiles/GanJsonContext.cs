using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Gan.Core.ModelFiles;

/// <summary>How options and descriptions are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(TrainingPosition))]
[JsonSerializable(typeof(RunDescription))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class GanJsonContext : JsonSerializerContext
{
    /// <summary>Reads a text that a file of ours must hold.</summary>
    /// <typeparam name="T">One of the types above, or of another context's.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="source">The file it comes from, for messages.</param>
    /// <param name="defaults">Gives what an older version did not write; null adds nothing.</param>
    /// <param name="context">Knows the type, when it is none of the above; null is this one.</param>
    /// <returns>The value.</returns>
    /// <exception cref="GanFileException">The text is not what it should be.</exception>
    public static T Read<T>(
        string json, string what, string source, T? defaults = null, JsonSerializerContext? context = null)
        where T : class
    {
        try
        {
            context ??= Default;
            if (defaults is not null)
            {
                JsonObject given = JsonDefaults.ReadObject(json);
                JsonDefaults.Complete(given, JsonSerializer.SerializeToNode(defaults, typeof(T), context)!.AsObject());
                json = given.ToJsonString();
            }

            if (JsonSerializer.Deserialize(json, typeof(T), context) is T value)
            {
                return value;
            }
        }
        catch (Exception malformed) when (malformed is JsonException or NotSupportedException)
        {
            throw new GanFileException(
                $"'{source}' has {what} that this version of Gan.Core does not understand ({malformed.Message.Split('\n')[0]}). "
                + "It was written by a newer version or is damaged: update the package Gan.Core, or use another copy.",
                malformed);
        }

        throw GanFileException.Damaged(source, $"its {what} is empty");
    }
}
