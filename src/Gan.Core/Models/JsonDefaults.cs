using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gan.Core;

/// <summary>Adds to JSON of an earlier version what that version did not know.</summary>
internal static class JsonDefaults
{
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an object that names no member twice.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return ReadObject(document.RootElement.GetRawText());
    }

    /// <summary>Reads an object that names no member twice.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonObject ReadObject(string json) =>
        JsonNode.Parse(json, documentOptions: NoDuplicates) as JsonObject ?? throw new JsonException("an object is expected");

    /// <summary>
    /// Adds the members that are absent, in nested objects too. The source generator would give an absent init-only member the default of
    /// its type, not that of its initializer.
    /// </summary>
    /// <param name="json">Changed in place.</param>
    /// <param name="defaults">All members; left as they are.</param>
    public static void Complete(JsonObject json, JsonObject defaults)
    {
        foreach ((string name, JsonNode? value) in defaults)
        {
            if (!json.TryGetPropertyValue(name, out JsonNode? present))
            {
                json[name] = value?.DeepClone();
            }
            else if (present is JsonObject inner && value is JsonObject innerDefaults)
            {
                Complete(inner, innerDefaults);
            }
        }
    }
}
