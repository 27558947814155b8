using System.Buffers.Binary;
using System.Security.Cryptography;
using TorchSharp;

namespace Gan.Detection;

/// <summary>Tells whether two pictures are the same, byte for byte, by the first 64 bits of their SHA-256.</summary>
internal static class PictureIdentity
{
    /// <summary>Identifies one picture.</summary>
    /// <param name="pixels">Its bytes, CHW.</param>
    /// <returns>64 bits.</returns>
    public static long Of(ReadOnlySpan<byte> pixels)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(pixels, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>Identifies every picture of a batch.</summary>
    /// <param name="bytes">uint8 [N, C, H, W] on the CPU, contiguous.</param>
    /// <returns>64 bits each.</returns>
    public static long[] OfAll(torch.Tensor bytes)
    {
        long[] identities = new long[bytes.shape[0]];
        Span<byte> all = bytes.bytes;
        int size = all.Length / identities.Length;
        for (int i = 0; i < identities.Length; i++)
        {
            identities[i] = Of(all.Slice(i * size, size));
        }

        return identities;
    }

    /// <summary>Identifies every picture of a data set.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <returns>64 bits each.</returns>
    public static long[] OfAll(IImageDataset dataset)
    {
        long[] identities = new long[dataset.Count];
        byte[] pixels = new byte[dataset.Shape.ValueCount];
        for (int i = 0; i < identities.Length; i++)
        {
            dataset.CopyImage(i, pixels);
            identities[i] = Of(pixels);
        }

        return identities;
    }
}
