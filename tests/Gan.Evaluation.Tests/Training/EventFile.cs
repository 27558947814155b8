using System.Buffers.Binary;
using Google.Protobuf;
using Tensorboard;

namespace Gan.Evaluation.Tests.Training;

/// <summary>Reads an event file of TensorBoard: records of a length, its checksum, a protocol buffer, and its checksum.</summary>
internal static class EventFile
{
    public static List<(string Tag, long Step, float Value)> ReadScalars(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        List<Event> events = [];
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            MaskedChecksum(file.AsSpan(at, 8)).Should().Be(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            ReadOnlySpan<byte> data = file.AsSpan(at + 12, length);
            MaskedChecksum(data).Should().Be(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            events.Add(Event.Parser.ParseFrom(new CodedInputStream(data.ToArray())));
            at += 16 + length;
        }

        events[0].FileVersion.Should().Be("brain.Event:2");
        return [.. events.Skip(1).SelectMany(record => record.Summary.Value.Select(value => (value.Tag, record.Step, value.SimpleValue)))];
    }

    // CRC-32C, rotated and moved as the TFRecord format asks.
    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc = System.Numerics.BitOperations.Crc32C(crc, value);
        }

        crc = ~crc;
        return System.Numerics.BitOperations.RotateRight(crc, 15) + 0xa282ead8;
    }
}
