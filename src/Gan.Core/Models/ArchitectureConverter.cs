using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>Writes options by the name that their architecture has in the <see cref="ArchitectureCatalog"/>, and reads them back.</summary>
/// <typeparam name="TBase">The kind of network's options.</typeparam>
/// <param name="list">The names.</param>
internal abstract class ArchitectureConverter<TBase>(ArchitectureList<TBase> list) : JsonConverter<TBase>
    where TBase : class
{
    public sealed override TBase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        list.Read(JsonDefaults.ReadObject(ref reader));

    public sealed override void Write(Utf8JsonWriter writer, TBase value, JsonSerializerOptions options) =>
        list.Write(value).WriteTo(writer, options);
}
