using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>Writes options by the name that their architecture has in the <see cref="ArchitectureCatalog"/>, and reads them back.</summary>
internal sealed class DiscriminatorOptionsConverter : JsonConverter<DiscriminatorOptions>
{
    public override DiscriminatorOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ArchitectureCatalog.DiscriminatorList.Read(JsonDefaults.ReadObject(ref reader));

    public override void Write(Utf8JsonWriter writer, DiscriminatorOptions value, JsonSerializerOptions options) =>
        ArchitectureCatalog.DiscriminatorList.Write(value).WriteTo(writer, options);
}
