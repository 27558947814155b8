using System.Buffers.Binary;
using System.Text;
using Gan.Core;

namespace Gan.Imaging;

/// <summary>Takes PNG files apart and puts them together.</summary>
internal static class PngChunks
{
    private const int Overhead = 12;
    private const int TypeLength = 4;

    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];

    /// <summary>Whether a file begins as a PNG does.</summary>
    public static bool IsPng(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    /// <summary>Lists the chunks up to the end of the picture.</summary>
    /// <param name="content">The whole file, of which <see cref="IsPng"/> is true; the chunks refer to it.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The chunks from <c>IHDR</c> to <c>IEND</c>, every check sum right.</returns>
    /// <exception cref="GanDataException">The file is cut off, or a check sum is wrong.</exception>
    public static List<PngChunk> Read(ReadOnlyMemory<byte> content, string name)
    {
        List<PngChunk> chunks = [];
        for (int at = Signature.Length; ;)
        {
            ReadOnlySpan<byte> rest = content.Span[at..];
            uint length = rest.Length >= Overhead ? BinaryPrimitives.ReadUInt32BigEndian(rest) : 0;
            if (rest.Length < Overhead || length > rest.Length - Overhead)
            {
                throw new GanDataException($"'{name}' is cut off at byte {at} of {content.Length}. Fetch or export it again.");
            }

            string type = Encoding.Latin1.GetString(rest.Slice(TypeLength, TypeLength));
            ReadOnlySpan<byte> checkedBytes = rest.Slice(TypeLength, TypeLength + (int)length);
            if (BinaryPrimitives.ReadUInt32BigEndian(rest[(TypeLength + checkedBytes.Length)..]) != PngChecksum.Of(checkedBytes))
            {
                throw new GanDataException($"'{name}' is damaged: the check sum of what is at byte {at} is wrong. Fetch or export it again.");
            }

            chunks.Add(new PngChunk(type, content.Slice(at + (2 * TypeLength), (int)length)));
            if (type == "IEND")
            {
                return chunks;
            }

            at += Overhead + (int)length;
        }
    }

    /// <summary>Begins a file.</summary>
    public static void WriteSignature(Stream stream) => stream.Write(Signature);

    /// <summary>Adds a chunk.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="type">Four ASCII letters.</param>
    /// <param name="data">What is in it.</param>
    public static void Write(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[Overhead + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(TypeLength));
        data.CopyTo(chunk.AsSpan(2 * TypeLength));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - TypeLength), PngChecksum.Of(chunk.AsSpan(TypeLength, TypeLength + data.Length)));
        stream.Write(chunk);
    }
}
