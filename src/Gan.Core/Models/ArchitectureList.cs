using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gan.Core;

/// <summary>The known options of one kind of network, by name, and how they are written.</summary>
/// <typeparam name="TBase">The kind.</typeparam>
/// <param name="kind">What a person calls it.</param>
internal sealed class ArchitectureList<TBase>(string kind)
    where TBase : class
{
    private const string NameKey = "architecture";

    private static readonly JsonSerializerOptions Reflected = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Keys];
            }
        }
    }

    public void Add(string name, TBase defaults, JsonTypeInfo? json)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Type type = defaults.GetType();
        lock (_gate)
        {
            if (_entries.TryGetValue(name, out Entry? known) ? known.Type != type : _entries.Values.Any(entry => entry.Type == type))
            {
                string other = known?.Type.Name ?? _entries.First(entry => entry.Value.Type == type).Key;
                throw new ArgumentException($"The {kind} '{name}' of {type.Name} clashes with '{other}', which is in the catalogue.", nameof(name));
            }

            _entries[name] = new Entry(type, defaults, json);
        }
    }

    /// <summary>What keeps options from being written, if anything.</summary>
    public string? Problem(TBase? options) => options is null || Find(options.GetType()).Name is not null
        ? null
        : $"files cannot name the {kind} of {options.GetType().Name}: call ArchitectureCatalog.Add{char.ToUpperInvariant(kind[0])}{kind[1..]}<{options.GetType().Name}>(name) when the program starts.";

    /// <summary>Writes options under the name of their architecture.</summary>
    /// <exception cref="JsonException">They are not in the catalogue.</exception>
    public JsonObject Write(TBase options)
    {
        (string? name, Entry? entry) = Find(options.GetType());
        if (name is null)
        {
            throw new JsonException(Problem(options));
        }

        JsonObject written = new() { [NameKey] = name };
        foreach ((string property, JsonNode? value) in entry!.Write(options))
        {
            written[property] = value?.DeepClone();
        }

        return written;
    }

    /// <summary>Reads options; what the text does not name, since it is newer than the text, has its default.</summary>
    /// <param name="json">Changed on the way.</param>
    /// <exception cref="JsonException">The text is not that of an architecture in the catalogue.</exception>
    public TBase Read(JsonObject json)
    {
        string name = json[NameKey] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(name, out entry))
            {
                throw new JsonException(
                    $"the {kind} '{name}' is none of {string.Join(", ", _entries.Keys)}; one of your own is added to the ArchitectureCatalog first");
            }
        }

        json.Remove(NameKey);
        JsonDefaults.Complete(json, entry.Write(entry.Defaults));
        return entry.Read(json);
    }

    private (string? Name, Entry? Entry) Find(Type type)
    {
        lock (_gate)
        {
            KeyValuePair<string, Entry> found = _entries.FirstOrDefault(entry => entry.Value.Type == type);
            return (found.Key, found.Value);
        }
    }

    private sealed record Entry(Type Type, TBase Defaults, JsonTypeInfo? Json)
    {
        public JsonObject Write(TBase options) => (Json is null
            ? JsonSerializer.SerializeToNode(options, Type, Reflected)
            : JsonSerializer.SerializeToNode(options, Json))!.AsObject();

        public TBase Read(JsonObject json) => (TBase)(Json is null
            ? json.Deserialize(Type, Reflected)
            : json.Deserialize(Json))!;
    }
}
