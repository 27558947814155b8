using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>Writes safetensors files. The same tensors and metadata give the same bytes, in any process, order and culture.</summary>
internal static class SafetensorsWriter
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Receives the bytes; need not be seekable.</param>
    /// <param name="tensors">On any device, with any strides.</param>
    /// <param name="metadata">
    /// Free texts. A value under <see cref="FileChecksum.Key"/> must be <see cref="FileChecksum.Placeholder"/>; the checksum replaces it.
    /// </param>
    /// <exception cref="ArgumentException">A tensor or text cannot be written; it is named.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        TensorEntry[] entries = LayOut(tensors);
        (byte[] start, int checksumOffset) = BuildStart(entries, metadata);
        if (checksumOffset >= 0)
        {
            using FileChecksum checksum = new();
            checksum.Append(start);
            foreach (TensorEntry entry in entries)
            {
                TensorBytes.Read(tensors[entry.Name], checksum.Append);
            }

            Encoding.ASCII.GetBytes(checksum.Digits(), start.AsSpan(checksumOffset));
        }

        stream.Write(start);
        foreach (TensorEntry entry in entries)
        {
            TensorBytes.Read(tensors[entry.Name], stream.Write);
        }
    }

    private static TensorEntry[] LayOut(IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach ((string name, Tensor tensor) in tensors)
        {
            RequireWritable(name, tensor);
        }

        long end = 0;
        List<TensorEntry> entries = [];
        foreach ((string name, Tensor tensor) in tensors
            .OrderBy(pair => SafetensorsTypes.Rank(pair.Value.dtype))
            .ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            long begin = end;
            end = checked(begin + (tensor.numel() * SafetensorsTypes.Size(tensor.dtype)));
            entries.Add(new TensorEntry(name, tensor.dtype, tensor.shape, begin, end));
        }

        return [.. entries];
    }

    private static void RequireWritable(string name, Tensor tensor)
    {
        RequireText(name, "tensor name");
        if (name == SafetensorsHeaderParser.MetadataName)
        {
            throw new ArgumentException($"No tensor can be named '{name}': safetensors files keep their metadata under it.", nameof(name));
        }

        if (tensor.IsInvalid)
        {
            throw new ArgumentException($"Tensor {Quoted.Text(name)} is disposed.", nameof(tensor));
        }

        if (tensor.is_sparse || SafetensorsTypes.Rank(tensor.dtype) < 0)
        {
            string kind = tensor.is_sparse ? "sparse" : tensor.dtype.ToString();
            throw new ArgumentException(
                $"Tensor {Quoted.Text(name)} is {kind}, which cannot be written. Convert it to a dense one of {SafetensorsTypes.All}.", nameof(tensor));
        }
    }

    private static void RequireText(string text, string what)
    {
        try
        {
            StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException broken)
        {
            throw new ArgumentException($"The {what} {Quoted.Text(text)} holds half a character (a lone surrogate).", nameof(text), broken);
        }
    }

    /// <summary>The length and the padded header, and where in them the digits of the checksum are (−1 for none).</summary>
    private static (byte[] Start, int ChecksumOffset) BuildStart(TensorEntry[] entries, IReadOnlyDictionary<string, string> metadata)
    {
        ArrayBufferWriter<byte> buffer = new();
        JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
        int checksumOffset = -1;
        using (Utf8JsonWriter json = new(buffer, options))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                checksumOffset = WriteMetadata(json, metadata);
            }

            foreach (TensorEntry entry in entries)
            {
                WriteEntry(json, entry);
            }

            json.WriteEndObject();
        }

        int headerLength = (buffer.WrittenCount + 7) / 8 * 8;
        if (headerLength > SafetensorsReader.MaximumHeaderLength)
        {
            throw new ArgumentException(
                $"Names and metadata take {headerLength} bytes; the format allows {SafetensorsReader.MaximumHeaderLength}.", nameof(metadata));
        }

        byte[] start = new byte[SafetensorsReader.LengthSize + headerLength];
        start.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteUInt64LittleEndian(start, (ulong)headerLength);
        buffer.WrittenSpan.CopyTo(start.AsSpan(SafetensorsReader.LengthSize));
        return (start, checksumOffset);
    }

    private static int WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        int checksumOffset = -1;
        json.WriteStartObject(SafetensorsHeaderParser.MetadataName);
        foreach ((string key, string text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            RequireText(key, "metadata key");
            RequireText(text, "metadata text");
            json.WritePropertyName(key);
            if (key == FileChecksum.Key)
            {
                checksumOffset = SafetensorsReader.LengthSize + (int)(json.BytesCommitted + json.BytesPending) + 1;
            }

            json.WriteStringValue(text);
        }

        json.WriteEndObject();
        return checksumOffset;
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", SafetensorsTypes.Name(entry.Type));
        json.WriteStartArray("shape");
        foreach (long side in entry.Shape)
        {
            json.WriteNumberValue(side);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Begin);
        json.WriteNumberValue(entry.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
