using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>Writes options by the name that their architecture has in the <see cref="ArchitectureCatalog"/>, and reads them back.</summary>
internal sealed class GeneratorOptionsConverter : JsonConverter<GeneratorOptions>
{
    public override GeneratorOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ArchitectureCatalog.GeneratorList.Read(JsonDefaults.ReadObject(ref reader));

    public override void Write(Utf8JsonWriter writer, GeneratorOptions value, JsonSerializerOptions options) =>
        ArchitectureCatalog.GeneratorList.Write(value).WriteTo(writer, options);
}
