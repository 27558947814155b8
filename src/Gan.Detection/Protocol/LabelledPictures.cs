using TorchSharp;

namespace Gan.Detection;

/// <summary>Pictures as bytes, and for each whether it is fake: what a detector is trained and measured on.</summary>
internal sealed class LabelledPictures : IDisposable
{
    private LabelledPictures(torch.Tensor bytes, bool[] isFake)
    {
        Bytes = bytes;
        IsFake = isFake;
    }

    /// <summary>uint8 [N, C, H, W] on the CPU, contiguous.</summary>
    public torch.Tensor Bytes { get; }

    /// <summary>N labels.</summary>
    public bool[] IsFake { get; }

    /// <summary>How many pictures.</summary>
    public int Count => IsFake.Length;

    /// <summary>Joins both classes.</summary>
    /// <param name="real">uint8 [N, C, H, W] on the CPU; copied.</param>
    /// <param name="fake">uint8 [M, C, H, W] on the CPU; copied.</param>
    /// <returns>The real ones, then the fake ones.</returns>
    public static LabelledPictures Join(torch.Tensor real, torch.Tensor fake) => new(
        torch.cat([real, fake]).DetachFromDisposeScope(),
        [.. Enumerable.Repeat(false, (int)real.shape[0]), .. Enumerable.Repeat(true, (int)fake.shape[0])]);

    /// <summary>The same pictures under labels drawn for each picture from what it shows, whatever it is.</summary>
    /// <param name="seed">The seed of the labels.</param>
    /// <returns>A copy, which the caller disposes.</returns>
    public LabelledPictures WithRandomLabels(long seed)
    {
        long[] identities = PictureIdentity.OfAll(Bytes);
        return new(Bytes.clone().DetachFromDisposeScope(), Array.ConvertAll(identities, id => RandomSeeds.Derive(seed, "random label", id) < 0));
    }

    /// <summary>The same labels on distorted pictures.</summary>
    /// <param name="distortion">The distortion.</param>
    /// <param name="seed">The seed of what is random in it.</param>
    /// <returns>What the caller disposes.</returns>
    public LabelledPictures Distorted(PictureDistortion distortion, long seed) => WithBytes(distortion.Apply(Bytes, seed));

    /// <summary>The same labels on other pictures.</summary>
    /// <param name="bytes">uint8 [N, C, H, W] on the CPU, contiguous; disposed with what is returned.</param>
    /// <returns>What the caller disposes.</returns>
    public LabelledPictures WithBytes(torch.Tensor bytes) => new(bytes.DetachFromDisposeScope(), IsFake);

    /// <summary>The bytes of one picture.</summary>
    /// <param name="index">From 0 to the count − 1.</param>
    /// <returns>A copy, CHW.</returns>
    public byte[] Pixels(int index)
    {
        int size = (int)(Bytes.numel() / Count);
        return Bytes.bytes.Slice(index * size, size).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => Bytes.Dispose();
}
