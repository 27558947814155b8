using TorchSharp;

namespace Gan.Detection;

/// <summary>Changes training pictures at random, real and fake alike, so that a detector learns what survives it.</summary>
internal sealed class PictureAugmentation
{
    private readonly DetectorOptions _options;
    private readonly IReadOnlyList<PictureDistortion> _distortions;

    /// <summary>Prepares.</summary>
    /// <param name="options">How much.</param>
    /// <param name="distortions">What pictures may undergo; none leaves it at mirroring and moving.</param>
    public PictureAugmentation(DetectorOptions options, IReadOnlyList<PictureDistortion> distortions)
    {
        _options = options;
        _distortions = distortions;
    }

    /// <summary>Changes a batch: some pictures are distorted, some mirrored, and all are moved alike.</summary>
    /// <param name="bytes">uint8 [N, C, H, W] on the CPU; unchanged.</param>
    /// <param name="seed">Fixes every choice.</param>
    /// <returns>uint8 of the same shape. The caller disposes it.</returns>
    public torch.Tensor Apply(torch.Tensor bytes, long seed)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor changed = Distort(bytes, seed);
        if (_options.HorizontalFlip)
        {
            changed = Mirror(changed, new SeededRandom(RandomSeeds.Derive(seed, "flip")));
        }

        return Move(changed, new SeededRandom(RandomSeeds.Derive(seed, "shift"))).MoveToOuterDisposeScope();
    }

    /// <summary>Distorts some pictures, each in a way of its own.</summary>
    /// <param name="bytes">uint8 [N, C, H, W] on the CPU; unchanged.</param>
    /// <param name="seed">Fixes every choice.</param>
    /// <returns>uint8 of the same shape. The caller disposes it.</returns>
    public torch.Tensor Distort(torch.Tensor bytes, long seed)
    {
        using var scope = torch.NewDisposeScope();
        SeededRandom random = new(RandomSeeds.Derive(seed, "choice of distortions"));
        torch.Tensor copy = bytes.clone();
        if (_distortions.Count == 0)
        {
            return copy.MoveToOuterDisposeScope();
        }

        List<long>[] chosen = [.. _distortions.Select(_ => new List<long>())];
        for (int i = 0; i < bytes.shape[0]; i++)
        {
            if (random.NextSingle() < _options.DistortionProbability)
            {
                chosen[random.NextInt(chosen.Length)].Add(i);
            }
        }

        for (int kind = 0; kind < chosen.Length; kind++)
        {
            if (chosen[kind].Count > 0)
            {
                torch.Tensor indices = torch.tensor(chosen[kind].ToArray());
                copy.index_copy_(0, indices, _distortions[kind].Apply(bytes.index_select(0, indices), RandomSeeds.Derive(seed, "distortion", kind)));
            }
        }

        return copy.MoveToOuterDisposeScope();
    }

    // Each with probability 1/2.
    private static torch.Tensor Mirror(torch.Tensor bytes, SeededRandom random)
    {
        long[] mirrored = [.. Enumerable.Range(0, (int)bytes.shape[0]).Where(_ => random.NextUInt64() >> 63 == 1).Select(i => (long)i)];
        torch.Tensor indices = torch.tensor(mirrored);
        return bytes.index_copy(0, indices, bytes.index_select(0, indices).flip(3));
    }

    // What moves in from outside is the mirror of what lies inside the border: a black edge would be the same tell in both classes, and in
    // no test.
    private torch.Tensor Move(torch.Tensor bytes, SeededRandom random)
    {
        (long height, long width) = (bytes.shape[2], bytes.shape[3]);
        int most = (int)Math.Min(_options.MaxShift, Math.Min(height, width) - 1);
        if (most <= 0)
        {
            return bytes;
        }

        long[] rows = Places(height, random.NextInt((2 * most) + 1) - most), columns = Places(width, random.NextInt((2 * most) + 1) - most);
        return bytes.index_select(2, torch.tensor(rows)).index_select(3, torch.tensor(columns));
    }

    private static long[] Places(long size, int shift)
    {
        long[] places = new long[size];
        for (long i = 0; i < size; i++)
        {
            long place = Math.Abs(i + shift);
            places[i] = place < size ? place : (2 * (size - 1)) - place;
        }

        return places;
    }
}
