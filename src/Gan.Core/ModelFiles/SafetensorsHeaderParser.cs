using System.Text.Json;
using System.Text.Unicode;
using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>
/// Turns the JSON header of a safetensors file into its description, refusing whatever the format does not allow.
/// Format: https://github.com/huggingface/safetensors.
/// </summary>
internal ref struct SafetensorsHeaderParser
{
    /// <summary>The name under which the header keeps the metadata; no tensor can have it.</summary>
    public const string MetadataName = "__metadata__";

    private const int MaximumDimensions = 64;
    private readonly string _file;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<TensorEntry> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;
    private int _checksumOffset = -1;

    private SafetensorsHeaderParser(ReadOnlySpan<byte> header, string file)
    {
        _file = file;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 3 });
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">The JSON with its padding.</param>
    /// <param name="dataLength">How many bytes the file has after the header; the tensors must fill them exactly.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="GanFileException">The header breaks a rule of the format.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> header, long dataLength, string file)
    {
        if (!Utf8.IsValid(header))
        {
            throw GanFileException.Damaged(file, "its header is not UTF-8 text");
        }

        SafetensorsHeaderParser parser = new(header, file);
        try
        {
            parser.ReadHeader();
        }
        catch (JsonException broken)
        {
            long offset = SafetensorsReader.LengthSize + parser._json.BytesConsumed;
            throw GanFileException.Damaged(file, $"its header is not valid JSON after offset {offset}", broken);
        }

        parser._tensors.Sort(InDataOrder);
        parser.RequireExactCover(dataLength);
        return new SafetensorsHeader(parser._metadata, parser._tensors, parser._checksumOffset);
    }

    private static int InDataOrder(TensorEntry left, TensorEntry right) =>
        (left.Begin, left.End).CompareTo((right.Begin, right.End)) is var order and not 0 ? order : string.CompareOrdinal(left.Name, right.Name);

    private void ReadHeader()
    {
        Expect(_json.Read() ? _json.TokenType : JsonTokenType.None, JsonTokenType.StartObject, "the header");
        while (NextName() is { } name)
        {
            if (!_names.Add(name))
            {
                throw Fault($"the name {Quoted.Text(name)} appears twice");
            }

            if (name == MetadataName)
            {
                ReadMetadata();
            }
            else
            {
                _tensors.Add(ReadTensor(name));
            }
        }

        // Only white space may follow; anything else is a JsonException.
        _json.Read();
    }

    private void ReadMetadata()
    {
        ExpectNext(JsonTokenType.StartObject, "the metadata");
        while (NextName() is { } key)
        {
            ExpectNext(JsonTokenType.String, $"the metadata of key {Quoted.Text(key)}");
            if (key == FileChecksum.Key)
            {
                if (!FileChecksum.IsWellFormed(_json.ValueSpan))
                {
                    throw Fault("its checksum is not 64 lower-case hexadecimal digits");
                }

                _checksumOffset = (int)_json.TokenStartIndex + 1;
            }

            if (!_metadata.TryAdd(key, Text()))
            {
                throw Fault($"the metadata key {Quoted.Text(key)} appears twice");
            }
        }
    }

    private TensorEntry ReadTensor(string name)
    {
        ScalarType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        ExpectNext(JsonTokenType.StartObject, $"tensor {Quoted.Text(name)}");
        while (NextName() is { } field)
        {
            bool repeated;
            switch (field)
            {
                case "dtype":
                    repeated = type is not null;
                    type = ReadType(name);
                    break;
                case "shape":
                    repeated = shape is not null;
                    shape = ReadNumbers($"the shape of tensor {Quoted.Text(name)}", MaximumDimensions);
                    break;
                case "data_offsets":
                    repeated = offsets is not null;
                    offsets = ReadNumbers($"data_offsets of tensor {Quoted.Text(name)}", 2);
                    break;
                default:
                    throw Fault($"tensor {Quoted.Text(name)} has an unknown field {Quoted.Text(field)}");
            }

            if (repeated)
            {
                throw Fault($"tensor {Quoted.Text(name)} has the field {field} twice");
            }
        }

        if (type is null || shape is null || offsets is not [long begin, long end])
        {
            throw Fault($"tensor {Quoted.Text(name)} needs a dtype, a shape and two data_offsets");
        }

        TensorEntry tensor = new(name, type.Value, shape, begin, end);
        RequireFittingSize(tensor);
        return tensor;
    }

    private ScalarType ReadType(string name)
    {
        ExpectNext(JsonTokenType.String, $"the dtype of tensor {Quoted.Text(name)}");
        string text = Text();
        return SafetensorsTypes.TryParse(text, out ScalarType type) ? type : throw new GanFileException(
            $"'{_file}': tensor {Quoted.Text(name)} has the dtype {Quoted.Text(text)}, which cannot be read. "
            + $"Convert it to one of {SafetensorsTypes.All}.");
    }

    private long[] ReadNumbers(string what, int maximum)
    {
        List<long> numbers = [];
        ExpectNext(JsonTokenType.StartArray, what);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long number) || number < 0)
            {
                throw Fault($"{what} holds something else than whole numbers from 0 to {long.MaxValue}");
            }

            if (numbers.Count == maximum)
            {
                throw Fault($"{what} has more than {maximum} numbers");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private readonly void RequireFittingSize(TensorEntry tensor)
    {
        // Sides of zero count as one in the overflow check: the strides of such a tensor must be representable too.
        UInt128 elements = 1;
        foreach (long side in tensor.Shape)
        {
            elements *= (UInt128)Math.Max(side, 1);
            if (elements * 8 > long.MaxValue)
            {
                throw Fault($"the shape of tensor {Quoted.Text(tensor.Name)} is too large for any memory");
            }
        }

        long size = tensor.Shape.Contains(0) ? 0 : (long)elements * SafetensorsTypes.Size(tensor.Type);
        if (tensor.End < tensor.Begin || tensor.Length != size)
        {
            throw Fault(
                $"tensor {Quoted.Text(tensor.Name)} takes {size} bytes by its shape, and its data_offsets are {tensor.Begin} to {tensor.End}");
        }
    }

    private readonly void RequireExactCover(long dataLength)
    {
        long end = 0;
        foreach (TensorEntry tensor in _tensors)
        {
            if (tensor.Begin != end)
            {
                string fault = tensor.Begin < end ? "overlaps another tensor" : $"leaves unused bytes before it, from {end}";
                throw GanFileException.Damaged(_file, $"the data of tensor {Quoted.Text(tensor.Name)} at {tensor.Begin} {fault}");
            }

            end = tensor.End;
        }

        if (end != dataLength)
        {
            string fault = end > dataLength ? $"{end - dataLength} bytes are missing at its end" : $"{dataLength - end} bytes too many are at its end";
            throw GanFileException.Damaged(_file, fault);
        }
    }

    /// <summary>The next key of the object being read; null at its end.</summary>
    private string? NextName()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.EndObject ? null : Text();
    }

    private string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw GanFileException.Damaged(
                _file, $"the text at offset {SafetensorsReader.LengthSize + _json.TokenStartIndex} holds half a character", broken);
        }
    }

    private void ExpectNext(JsonTokenType expected, string what)
    {
        _json.Read();
        Expect(_json.TokenType, expected, what);
    }

    private readonly void Expect(JsonTokenType found, JsonTokenType expected, string what)
    {
        if (found != expected)
        {
            string kind = expected switch
            {
                JsonTokenType.StartObject => "a JSON object",
                JsonTokenType.StartArray => "a JSON array",
                _ => "a JSON text",
            };
            throw Fault($"{what} is not {kind}");
        }
    }

    private readonly GanFileException Fault(string fault) =>
        GanFileException.Damaged(_file, $"{fault} (header, at offset {SafetensorsReader.LengthSize + _json.TokenStartIndex})");
}
