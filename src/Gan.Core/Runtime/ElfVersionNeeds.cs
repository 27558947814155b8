using System.Buffers.Binary;
using System.Text;

namespace Gan.Core;

/// <summary>
/// Relaxes symbol-version needs of a Linux x64 library that nothing in it uses.
/// <para>
/// A library built with GCC 13 asks for <c>GLIBCXX_3.4.32</c> because it names <c>_ZSt21ios_base_library_initv</c>, although no relocation
/// ever binds that symbol. The dynamic loader refuses the library all the same, unless the need is marked weak (<c>VER_FLG_WEAK</c>, see
/// the Linux Standard Base, "Symbol Versioning").
/// </para>
/// </summary>
internal sealed class ElfVersionNeeds
{
    private const ushort WeakFlag = 0x2;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const int RelocationSize = 24;

    // Version indices have 15 bits, and names are short: more of either is damage, which must not cost time.
    private const int MostNeeds = 0x7FFF;
    private const int LongestName = 256;

    private readonly byte[] _image;
    private readonly List<(ulong Address, ulong Offset, ulong Size)> _segments = [];
    private readonly Dictionary<ulong, ulong> _dynamic = [];

    private ElfVersionNeeds(byte[] image)
    {
        _image = image;
        ReadSegments();
    }

    /// <summary>Marks every unused version need whose name is accepted as weak, in place.</summary>
    /// <param name="image">The bytes of the library; changed only when the result is above zero.</param>
    /// <param name="accept">Which version names may be relaxed, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>
    /// How many needs became weak. Zero when none is both unused and accepted, when those that are were weak already, and when the image is
    /// damaged or not of an x64 ELF library.
    /// </returns>
    public static int RelaxUnused(byte[] image, Func<string, bool> accept)
    {
        try
        {
            return IsX64(image) ? new ElfVersionNeeds(image).Relax(accept) : 0;
        }
        catch (Exception damaged) when (damaged is ArgumentOutOfRangeException or OverflowException or InvalidDataException)
        {
            return 0;
        }
    }

    // x64 has one format of relocation (RELA), so that the two tables below are all there is.
    private static bool IsX64(byte[] image) =>
        image is [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, ..] && image.Length >= 64 && image[18] == 62;

    private int Relax(Func<string, bool> accept)
    {
        if (!_dynamic.ContainsKey(DynamicTag.VersionNeeds))
        {
            return 0;
        }

        HashSet<ushort> bound = VersionsThatRelocationsBind();
        HashSet<int> unused = [];
        foreach (int need in Needs())
        {
            int flags = need + 4;
            bool isWeak = (UInt16(flags) & WeakFlag) != 0;
            if (!isWeak && !bound.Contains(UInt16(need + 6)) && accept(Name(UInt32(need + 8))))
            {
                unused.Add(flags);
            }
        }

        foreach (int flags in unused)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_image.AsSpan(flags), (ushort)(UInt16(flags) | WeakFlag));
        }

        return unused.Count;
    }

    /// <summary>Where the needs lie: a chain of files, each with a chain of versions; a zero ends either.</summary>
    private List<int> Needs()
    {
        List<int> needs = [];
        uint nextFile;
        int file = Offset(Required(DynamicTag.VersionNeeds));
        do
        {
            uint nextVersion;
            int version = checked(file + (int)UInt32(file + 8));
            do
            {
                if (needs.Count == MostNeeds)
                {
                    throw new InvalidDataException("More version needs than indices.");
                }

                needs.Add(version);
                nextVersion = UInt32(version + 12);
                version = checked(version + (int)nextVersion);
            }
            while (nextVersion != 0);

            nextFile = UInt32(file + 12);
            file = checked(file + (int)nextFile);
        }
        while (nextFile != 0);
        return needs;
    }

    private HashSet<ushort> VersionsThatRelocationsBind()
    {
        HashSet<ushort> bound = [];
        int symbolVersions = Offset(Required(DynamicTag.SymbolVersions));
        foreach ((ulong table, ulong size) in DynamicTag.RelocationTables)
        {
            if (!_dynamic.TryGetValue(table, out ulong address))
            {
                continue;
            }

            int start = Offset(address);
            int end = checked(start + (int)Required(size));
            for (int entry = start; entry < end; entry += RelocationSize)
            {
                int symbol = checked((int)(UInt64(entry + 8) >> 32));
                bound.Add((ushort)(UInt16(checked(symbolVersions + 2 * symbol)) & 0x7FFF));
            }
        }

        return bound;
    }

    private void ReadSegments()
    {
        int start = 0;
        int end = 0;
        int header = checked((int)UInt64(32));
        for (int i = 0; i < UInt16(56); i++, header = checked(header + UInt16(54)))
        {
            uint type = UInt32(header);
            if (type == LoadSegment)
            {
                _segments.Add((UInt64(header + 16), UInt64(header + 8), UInt64(header + 32)));
            }
            else if (type == DynamicSegment)
            {
                start = checked((int)UInt64(header + 8));
                end = checked(start + (int)UInt64(header + 32));
            }
        }

        for (int entry = start; entry < end && UInt64(entry) != DynamicTag.End; entry += 16)
        {
            _dynamic.TryAdd(UInt64(entry), UInt64(entry + 8));
        }
    }

    private ulong Required(ulong tag) =>
        _dynamic.TryGetValue(tag, out ulong value) ? value : throw new InvalidDataException($"No dynamic entry {tag}.");

    private int Offset(ulong address)
    {
        foreach ((ulong start, ulong offset, ulong size) in _segments)
        {
            if (address >= start && address - start < size)
            {
                return checked((int)(address - start + offset));
            }
        }

        throw new InvalidDataException($"No segment holds address {address}.");
    }

    private string Name(uint index)
    {
        ReadOnlySpan<byte> text = _image.AsSpan(checked(Offset(Required(DynamicTag.Strings)) + (int)index));
        text = text[..Math.Min(text.Length, LongestName)];
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_image.AsSpan(offset));

    private ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(_image.AsSpan(offset));

    private static class DynamicTag
    {
        public const ulong End = 0;
        public const ulong Strings = 5;
        public const ulong SymbolVersions = 0x6FFFFFF0;
        public const ulong VersionNeeds = 0x6FFFFFFE;

        /// <summary>Address and size of the relocations of data and of calls (RELA and JMPREL).</summary>
        public static readonly (ulong Table, ulong Size)[] RelocationTables = [(7, 8), (23, 2)];
    }
}
