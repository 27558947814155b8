using System.Buffers.Binary;
using System.Text;

namespace Gan.Core;

/// <summary>
/// Relaxes symbol-version needs of a 64-bit ELF library that nothing in it uses.
/// <para>
/// A library built with GCC 13 asks for <c>GLIBCXX_3.4.32</c> because it defines <c>_ZSt21ios_base_library_initv</c> as needed, although no
/// relocation ever binds that symbol. The dynamic loader refuses the library all the same, unless the need is marked weak
/// (<c>VER_FLG_WEAK</c>, see the Linux Standard Base, "Symbol Versioning").
/// </para>
/// </summary>
internal sealed class ElfVersionNeeds
{
    private const ushort WeakFlag = 0x2;

    private const int DynamicSegment = 2;
    private const int LoadSegment = 1;

    private readonly byte[] _image;
    private readonly List<(ulong Address, ulong Offset, ulong Size)> _segments = [];
    private readonly Dictionary<long, ulong> _dynamic = [];

    private ElfVersionNeeds(byte[] image)
    {
        _image = image;
        ReadSegments();
    }

    /// <summary>Marks every unused version need whose name is accepted as weak, in place.</summary>
    /// <param name="image">The bytes of the library; changed only when the result is above zero.</param>
    /// <param name="accept">Which version names may be relaxed, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>How many needs were relaxed: zero when none was unused, or when the image is not a 64-bit little-endian ELF file.</returns>
    public static int RelaxUnused(byte[] image, Func<string, bool> accept)
    {
        if (image.Length < 64 || image is not [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, ..])
        {
            return 0;
        }

        try
        {
            return new ElfVersionNeeds(image).Relax(accept);
        }
        catch (Exception malformed) when (malformed is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            return 0;
        }
    }

    private int Relax(Func<string, bool> accept)
    {
        if (!_dynamic.TryGetValue(DynamicTag.VersionNeeds, out ulong needs) || !_dynamic.TryGetValue(DynamicTag.VersionNeedsCount, out ulong count))
        {
            return 0;
        }

        HashSet<ushort> bound = VersionsThatRelocationsBind();
        List<int> unused = [];
        int file = Offset(needs);
        for (ulong i = 0; i < count; i++)
        {
            int versions = UInt16(file + 2);
            int version = checked(file + (int)UInt32(file + 8));
            for (int j = 0; j < versions; j++)
            {
                if (accept(Name(UInt32(version + 8))) && !bound.Contains(UInt16(version + 6)))
                {
                    unused.Add(version + 4);
                }

                version = checked(version + (int)UInt32(version + 12));
            }

            file = checked(file + (int)UInt32(file + 12));
        }

        foreach (int flags in unused)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_image.AsSpan(flags), (ushort)(UInt16(flags) | WeakFlag));
        }

        return unused.Count;
    }

    private HashSet<ushort> VersionsThatRelocationsBind()
    {
        HashSet<ushort> bound = [];
        int symbolVersions = Offset(_dynamic[DynamicTag.SymbolVersions]);
        foreach ((long table, long size) in new[] { (DynamicTag.Relocations, DynamicTag.RelocationsSize), (DynamicTag.JumpRelocations, DynamicTag.JumpRelocationsSize) })
        {
            if (!_dynamic.TryGetValue(table, out ulong address) || !_dynamic.TryGetValue(size, out ulong length))
            {
                continue;
            }

            int start = Offset(address);
            for (int entry = start; entry < start + checked((int)length); entry += 24)
            {
                int symbol = checked((int)(UInt64(entry + 8) >> 32));
                bound.Add((ushort)(UInt16(symbolVersions + 2 * symbol) & 0x7FFF));
            }
        }

        return bound;
    }

    private void ReadSegments()
    {
        int headers = checked((int)UInt64(32));
        int size = UInt16(54);
        (int Offset, int Length) dynamic = default;
        for (int i = 0; i < UInt16(56); i++)
        {
            int header = headers + i * size;
            uint type = UInt32(header);
            if (type == LoadSegment)
            {
                _segments.Add((UInt64(header + 16), UInt64(header + 8), UInt64(header + 32)));
            }
            else if (type == DynamicSegment)
            {
                dynamic = (checked((int)UInt64(header + 8)), checked((int)UInt64(header + 32)));
            }
        }

        for (int entry = dynamic.Offset; entry < dynamic.Offset + dynamic.Length; entry += 16)
        {
            _dynamic.TryAdd((long)UInt64(entry), UInt64(entry + 8));
        }
    }

    private int Offset(ulong address)
    {
        foreach ((ulong start, ulong offset, ulong size) in _segments)
        {
            if (address >= start && address < start + size)
            {
                return checked((int)(address - start + offset));
            }
        }

        throw new ArgumentOutOfRangeException(nameof(address));
    }

    private string Name(uint index)
    {
        ReadOnlySpan<byte> text = _image.AsSpan(Offset(_dynamic[DynamicTag.Strings] + index));
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_image.AsSpan(offset));

    private ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(_image.AsSpan(offset));

    private static class DynamicTag
    {
        public const long Strings = 5;
        public const long Relocations = 7;
        public const long RelocationsSize = 8;
        public const long JumpRelocationsSize = 2;
        public const long JumpRelocations = 23;
        public const long SymbolVersions = 0x6FFFFFF0;
        public const long VersionNeeds = 0x6FFFFFFE;
        public const long VersionNeedsCount = 0x6FFFFFFF;
    }
}
