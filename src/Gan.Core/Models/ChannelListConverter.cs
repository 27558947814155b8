using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>Writes a <see cref="ChannelList"/> as an array of numbers, also in options of your own that have one.</summary>
public sealed class ChannelListConverter : JsonConverter<ChannelList>
{
    /// <inheritdoc/>
    public override ChannelList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Channels are an array of whole numbers.");
        }

        List<int> channels = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int channel))
            {
                throw new JsonException("Channels are an array of whole numbers.");
            }

            channels.Add(channel);
        }

        return [.. channels];
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ChannelList value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (int channel in value)
        {
            writer.WriteNumberValue(channel);
        }

        writer.WriteEndArray();
    }
}
