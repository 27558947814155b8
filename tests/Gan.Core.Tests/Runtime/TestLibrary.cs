using System.Buffers.Binary;
using System.Text;

namespace Gan.Core.Tests.Runtime;

/// <summary>
/// The smallest x64 ELF image with version needs: one file, <c>libstdc++.so.6</c>, whose versions <c>GLIBCXX_1</c>, <c>GLIBCXX_2</c> …
/// have the indices 2, 3 …, and one relocation for each version that something binds.
/// </summary>
internal static class TestLibrary
{
    private const int Dynamic = 64 + 2 * 56;
    private const int Versions = Dynamic + 9 * 16;

    public static byte[] Create(int needs, params int[] boundIndices)
    {
        int symbolVersions = Versions + 16 + 16 * needs;
        int calls = symbolVersions + 2 * (boundIndices.Length + 1);
        int strings = calls + 24 * boundIndices.Length;
        byte[] image = new byte[strings + 16 * (needs + 1)];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1 }.CopyTo(image, 0);
        Write(16, 3);
        Write(18, 62);
        Write(32, 64);
        Write(54, 56);
        Write(56, 2);
        WriteSegment(64, type: 1, offset: 0, image.Length);
        WriteSegment(64 + 56, type: 2, Dynamic, Versions - Dynamic);

        // The relocations, half as those of data and half as those of calls.
        int data = boundIndices.Length / 2;
        (int Tag, int Value)[] entries =
        [
            (5, strings), (0x6FFFFFF0, symbolVersions), (0x6FFFFFFE, Versions), (0x6FFFFFFF, 1),
            (7, calls), (8, 24 * data), (23, calls + 24 * data), (2, 24 * (boundIndices.Length - data)),
        ];
        for (int i = 0; i < entries.Length; i++)
        {
            Write(Dynamic + 16 * i, entries[i].Tag);
            Write(Dynamic + 16 * i + 8, entries[i].Value);
        }

        Write(Versions, 1 | needs << 16);
        Write(Versions + 8, 16);
        for (int i = 0; i < needs; i++)
        {
            int need = Versions + 16 + 16 * i;
            image[need + 6] = (byte)(i + 2);
            Write(need + 8, 16 * (i + 1));
            image[need + 12] = (byte)(i + 1 < needs ? 16 : 0);
            Encoding.ASCII.GetBytes($"GLIBCXX_{i + 1}").CopyTo(image, strings + 16 * (i + 1));
        }

        for (int i = 0; i < boundIndices.Length; i++)
        {
            image[symbolVersions + 2 * (i + 1)] = (byte)boundIndices[i];
            image[calls + 24 * i + 12] = (byte)(i + 1);
        }

        return image;

        void WriteSegment(int at, int type, int offset, int size)
        {
            Write(at, type);
            Write(at + 8, offset);
            Write(at + 16, offset);
            Write(at + 32, size);
        }

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), value);
    }

    /// <summary>Where the flags of a version need lie.</summary>
    public static int FlagsOf(int index) => Versions + 16 + 16 * (index - 2) + 4;

    /// <summary>Where the link from a version need to the next lies.</summary>
    public static int LinkOf(int index) => FlagsOf(index) + 8;
}
