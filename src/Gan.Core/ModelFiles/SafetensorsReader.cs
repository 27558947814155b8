using System.Buffers.Binary;
using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>
/// Reads safetensors files. The header is checked completely before memory is taken for tensors, and no more of it is taken than the
/// file is long.
/// </summary>
internal sealed class SafetensorsReader
{
    /// <summary>The size of the length that begins a file.</summary>
    public const int LengthSize = sizeof(ulong);

    /// <summary>The longest header that the format allows, in bytes.</summary>
    public const int MaximumHeaderLength = 100_000_000;

    private readonly Stream _stream;
    private readonly string _file;
    private readonly byte[] _start;

    private SafetensorsReader(Stream stream, string file, byte[] start, SafetensorsHeader header)
    {
        _stream = stream;
        _file = file;
        _start = start;
        Header = header;
    }

    /// <summary>What the file says of itself.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Reads and checks the header, and leaves the stream at the data.</summary>
    /// <param name="stream">Seekable; the file reaches from its position to its end.</param>
    /// <param name="file">The file's name, for messages.</param>
    public static SafetensorsReader Open(Stream stream, string file)
    {
        long fileLength = stream.Length - stream.Position;
        Span<byte> first = stackalloc byte[LengthSize + 1];
        if (fileLength < first.Length)
        {
            throw GanFileException.Damaged(file, $"it is {fileLength} bytes long, and even an empty one has {LengthSize + 2}");
        }

        stream.ReadExactly(first);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (headerLength > MaximumHeaderLength)
        {
            throw GanFileException.Damaged(file, $"it claims a header of {headerLength} bytes; the format allows {MaximumHeaderLength}");
        }

        if ((long)headerLength > fileLength - LengthSize)
        {
            throw GanFileException.Damaged(file, $"it claims a header of {headerLength} bytes and is only {fileLength} bytes long");
        }

        if (headerLength == 0 || first[LengthSize] != '{')
        {
            throw GanFileException.Damaged(file, $"its header, at offset {LengthSize}, does not begin with an opening brace");
        }

        byte[] start = new byte[LengthSize + (int)headerLength];
        first.CopyTo(start);
        stream.ReadExactly(start.AsSpan(first.Length));
        SafetensorsHeader header = SafetensorsHeaderParser.Parse(start.AsSpan(LengthSize), fileLength - start.Length, file);
        return new SafetensorsReader(stream, file, start, header);
    }

    /// <summary>Reads the values and verifies the checksum, if the file has one.</summary>
    /// <returns>Contiguous tensors on the CPU that belong to no scope; the caller disposes them.</returns>
    public Dictionary<string, Tensor> ReadTensors()
    {
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        using FileChecksum checksum = new();
        try
        {
            if (Header.ChecksumOffset >= 0)
            {
                checksum.Append(_start, LengthSize + Header.ChecksumOffset);
            }

            foreach (TensorEntry entry in Header.Tensors)
            {
                Tensor tensor = empty(entry.Shape, entry.Type, CPU).DetachFromDisposeScope();
                tensors.Add(entry.Name, tensor);
                TensorBytes.Write(tensor, piece => Fill(entry, piece, checksum));
            }

            if (Header.ChecksumOffset >= 0 && checksum.Digits() != Header.Metadata[FileChecksum.Key])
            {
                throw GanFileException.Damaged(_file, "its bytes do not agree with its checksum, so some have changed since it was written");
            }

            return tensors;
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }
    }

    private void Fill(TensorEntry entry, Span<byte> piece, FileChecksum checksum)
    {
        _stream.ReadExactly(piece);
        if (Header.ChecksumOffset >= 0)
        {
            checksum.Append(piece);
        }

        // To native code a truth value of neither 0 nor 1 is undefined behaviour.
        if (entry.Type == ScalarType.Bool && piece.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            throw GanFileException.Damaged(_file, $"tensor {Quoted.Text(entry.Name)} is BOOL and has bytes other than 0 and 1");
        }
    }
}
