using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Reading;

/// <summary>
/// Reads a .tar.gz forwards and strictly. It writes nothing anywhere: names in the archive are only compared, never used as paths.
/// </summary>
/// <remarks>
/// The runtime's own readers are too lenient for downloads: <see cref="GZipStream"/> takes a truncated file for a shorter one, and its tar
/// reader takes a missing end for an end, does not look at every bit of a header, and sets memory aside for as much as a header asks.
/// </remarks>
internal sealed class TarGzReader : IDisposable
{
    private const int BlockSize = 512;
    private const int MaxExtendedHeader = 4096;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly GZipStream _unpacked;
    private readonly long _limit;
    private readonly byte[] _block = new byte[BlockSize];
    private readonly byte[] _scratch = new byte[64 * 1024];
    private long _position;

    /// <param name="path">The archive.</param>
    /// <param name="limit">How many bytes it may unpack to; more is refused as soon as they come.</param>
    /// <exception cref="GanDataException">It cannot be opened, or is no gzip file.</exception>
    public TarGzReader(string path, long limit)
    {
        _path = path;
        _limit = limit;
        try
        {
            _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"{path} cannot be read: {problem.Message} Check the disk and the permissions.", problem);
        }

        int length = _file.ReadAtLeast(_block, BlockSize, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = _block.AsSpan(0, length);
        if (!start.StartsWith(GzipMagic))
        {
            _file.Dispose();
            string other = LookAlikes.FromContent(start) ?? CifarErrors.ReplaceArchive;
            throw new GanDataException(length == 0 ? $"{path} is empty. {other}" : $"{path} is not a gzip archive. {other}");
        }

        _file.Position = 0;
        _unpacked = new GZipStream(_file, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>Reads the next header; the content of the last one must have been read or skipped.</summary>
    /// <returns>The header; null at the end of the archive, which has then been checked to be whole.</returns>
    public TarMember? Next()
    {
        while (true)
        {
            long offset = _position;
            ReadBlock();
            if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                RequireEnd();
                return null;
            }

            TarMember member = ParseHeader(offset);
            if (member.Kind is not ('x' or 'g'))
            {
                return member;
            }

            RequireHarmless(member);
        }
    }

    /// <summary>Reads a member's whole content into a span of exactly its size.</summary>
    public void Read(TarMember member, Span<byte> content)
    {
        Fill(content, member.Name);
        Skip(PaddedSize(member.Size) - member.Size, member.Name);
    }

    public void Skip(TarMember member) => Skip(PaddedSize(member.Size), member.Name);

    public GanDataException Error(string problem) => new($"{_path}: {problem} {CifarErrors.ReplaceArchive}");

    public void Dispose()
    {
        _unpacked.Dispose();
        _file.Dispose();
    }

    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    private static long PaddedSize(long size) => (size + BlockSize - 1) / BlockSize * BlockSize;

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }

    private void ReadBlock()
    {
        int read = ReadUpTo(_block);
        if (read < BlockSize)
        {
            throw Error($"it ends after {_position} unpacked bytes, before the end of the archive: it was cut short.");
        }
    }

    private TarMember ParseHeader(long offset)
    {
        int sum = 0;
        for (int i = 0; i < BlockSize; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : _block[i];
        }

        if (ParseOctal(_block.AsSpan(148, 8), offset) != sum)
        {
            throw Error($"the member header at unpacked offset {offset} is damaged.");
        }

        string name = Text(_block.AsSpan(0, 100));
        string prefix = _block.AsSpan(257, 6).SequenceEqual("ustar\0"u8) ? Text(_block.AsSpan(345, 155)) : "";
        return new TarMember(
            prefix.Length > 0 ? $"{prefix}/{name}" : name, (char)_block[156], ParseOctal(_block.AsSpan(124, 12), offset), offset);
    }

    private long ParseOctal(ReadOnlySpan<byte> field, long offset)
    {
        string digits = Text(field).Trim(' ');
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '7'))
        {
            throw Error($"the member header at unpacked offset {offset} has '{digits}' where a number should be.");
        }

        return Convert.ToInt64(digits, 8);
    }

    // Extended headers may carry times and owners, which mean nothing here; what renames or resizes the next member is refused.
    private void RequireHarmless(TarMember header)
    {
        if (header.Size > MaxExtendedHeader)
        {
            throw Error($"the extended header at unpacked offset {header.Offset} asks for {header.Size} bytes.");
        }

        byte[] content = new byte[header.Size];
        Read(header, content);
        foreach (string line in Encoding.Latin1.GetString(content).Split('\n'))
        {
            string key = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('=')[0];
            if (key is "path" or "linkpath" or "size" || key.StartsWith("GNU.sparse", StringComparison.Ordinal))
            {
                throw Error($"the extended header at unpacked offset {header.Offset} sets '{key}', which no plain file needs.");
            }
        }
    }

    private void RequireEnd()
    {
        ReadBlock();
        bool zeros = !_block.AsSpan().ContainsAnyExcept((byte)0);
        int read;
        while (zeros && (read = ReadUpTo(_scratch)) > 0)
        {
            zeros = !_scratch.AsSpan(0, read).ContainsAnyExcept((byte)0);
        }

        if (!zeros)
        {
            throw Error($"something follows the end of the archive, before unpacked offset {_position}.");
        }

        // A gzip file ends with the length of what it holds. GZipStream stops without a word where a truncated file stops.
        Span<byte> trailer = stackalloc byte[4];
        _file.Position = _file.Length - trailer.Length;
        _file.ReadExactly(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != (uint)_position)
        {
            throw Error("its compressed data does not end where the file ends: it was cut short, or something was added.");
        }
    }

    private void Skip(long count, string name)
    {
        while (count > 0)
        {
            Span<byte> part = _scratch.AsSpan(0, (int)Math.Min(count, _scratch.Length));
            Fill(part, name);
            count -= part.Length;
        }
    }

    private void Fill(Span<byte> destination, string name)
    {
        if (ReadUpTo(destination) < destination.Length)
        {
            throw Error($"it ends within {name}, after {_position} unpacked bytes: it was cut short.");
        }
    }

    private int ReadUpTo(Span<byte> destination)
    {
        try
        {
            int read = _unpacked.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
            _position += read;
            return _position <= _limit
                ? read
                : throw Error($"it unpacks to more than {_limit} bytes, which CIFAR-10 does not.");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new GanDataException(
                $"{_path}: the compressed data is damaged after {_position} bytes unpacked ({problem.Message}). "
                + CifarErrors.ReplaceArchive,
                problem);
        }
    }
}
