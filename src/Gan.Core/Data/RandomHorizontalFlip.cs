using TorchSharp;

namespace Gan.Core;

/// <summary>Mirrors pictures left to right, each with probability 1/2, where they are and while they are bytes.</summary>
internal static class RandomHorizontalFlip
{
    /// <summary>Mirrors about half of a batch; nothing waits for the device.</summary>
    /// <param name="images">uint8 [N, channels, height, width].</param>
    /// <param name="seed">Picks those that are mirrored; the first of 16 are those of 8.</param>
    /// <returns>uint8 of the same shape on the same device. The caller disposes it.</returns>
    public static torch.Tensor Apply(torch.Tensor images, long seed)
    {
        using torch.Tensor onHost = Mask((int)images.size(0), seed);
        using torch.Tensor mask = onHost.CopyTo(images.device);
        // x ^ ((x ^ mirrored x) & mask): five times as fast on a CPU as torch.where.
        return images.flip(3).bitwise_xor_(images).bitwise_and_(mask).bitwise_xor_(images);
    }

    /// <summary>uint8 [N, 1, 1, 1] on the host: 255 for each picture that is mirrored, else 0.</summary>
    private static torch.Tensor Mask(int count, long seed)
    {
        SeededRandom random = new(seed);
        torch.Tensor mask = torch.empty([count, 1, 1, 1], torch.ScalarType.Byte);
        foreach (ref byte value in mask.bytes)
        {
            value = (byte)((random.NextUInt64() >> 63) * 255);
        }

        return mask;
    }
}
