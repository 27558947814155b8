namespace Gan.Evaluation;

/// <summary>The checksum of zip archives (CRC-32 of ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Entry((uint)value))];

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="content">The stream.</param>
    /// <returns>The checksum.</returns>
    public static uint Compute(Stream content)
    {
        byte[] buffer = new byte[1 << 16];
        uint state = uint.MaxValue;
        for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            foreach (byte value in buffer.AsSpan(0, read))
            {
                state = Table[(byte)(state ^ value)] ^ (state >> 8);
            }
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
