namespace Gan.Imaging;

/// <summary>The check sum of PNG chunks (CRC-32 of ISO 3309).</summary>
internal static class PngChecksum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Entry((uint)value))];

    /// <summary>Computes the check sum.</summary>
    /// <param name="bytes">A chunk's type and data.</param>
    /// <returns>32 bits.</returns>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint state = uint.MaxValue;
        foreach (byte value in bytes)
        {
            state = Table[(byte)(state ^ value)] ^ (state >> 8);
        }

        return ~state;
    }

    private static uint Entry(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        }

        return value;
    }
}
