namespace Gan.Core;

/// <summary>
/// The order in which an epoch visits the pictures: a shuffle that is a function of the seed and the epoch alone, so that a run which is
/// resumed in the middle of an epoch goes on with the same batches.
/// </summary>
/// <threadsafety>All members may be called from any thread.</threadsafety>
public sealed class EpochSampler
{
    private readonly long _seed;
    private readonly int _count;

    /// <summary>Creates a sampler.</summary>
    /// <param name="count">Pictures in the set; at least <paramref name="batchSize"/>.</param>
    /// <param name="batchSize">Pictures in a batch; at least 1.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="batchSize"/> is below 1, or <paramref name="count"/> is below it.
    /// </exception>
    public EpochSampler(int count, int batchSize, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, batchSize);
        _count = count;
        BatchSize = batchSize;
        _seed = RandomSeeds.Derive(seed, "epoch order");
    }

    /// <summary>Pictures in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Full batches in an epoch; what is left over waits for the next shuffle.</summary>
    public int StepsPerEpoch => _count / BatchSize;

    /// <summary>The pictures of one epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <returns><see cref="StepsPerEpoch"/> × batch size indices, batch after batch; none twice.</returns>
    public long[] Order(int epoch)
    {
        long[] order = new long[_count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new SeededRandom(_seed, (ulong)epoch).Shuffle<long>(order);
        return order[..(StepsPerEpoch * BatchSize)];
    }
}
