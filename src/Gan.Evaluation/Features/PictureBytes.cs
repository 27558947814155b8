using TorchSharp;

namespace Gan.Evaluation;

/// <summary>Pictures as the bytes that measurements work on, from a data set or a generator.</summary>
public static class PictureBytes
{
    /// <summary>Copies the pictures of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="count">How many; null is all. Fewer than all are a choice that the seed fixes, in the order of the set.</param>
    /// <param name="seed">The seed of the choice. The default value is 0.</param>
    /// <returns>uint8 [count, C, H, W] on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1 or above the set's.</exception>
    public static torch.Tensor Load(IImageDataset dataset, int? count = null, long seed = 0) =>
        Load(dataset, Indices(dataset, count, seed));

    /// <summary>Copies chosen pictures of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="indices">Which pictures, in the order wanted; at least one.</param>
    /// <returns>uint8 [indices, C, H, W] on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="indices"/> is empty.</exception>
    public static torch.Tensor Load(IImageDataset dataset, IReadOnlyList<int> indices)
    {
        if (indices.Count == 0)
        {
            throw new ArgumentException("No picture is asked for.", nameof(indices));
        }

        return Join(DatasetBatches(dataset, indices), default);
    }

    /// <summary>
    /// Makes pictures with a generator in inference mode, and returns its network to the mode it was in. Classes take turns.
    /// </summary>
    /// <param name="generator">The generator; its device is used.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seed of the latent vectors. The default value is 0.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>uint8 [count, C, H, W] on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static torch.Tensor Sample(IGenerator generator, int count, long seed = 0, CancellationToken cancellationToken = default) =>
        Join(GeneratorBatches(generator, count, seed), cancellationToken);

    /// <summary>The pictures of a data set that a count and a seed choose.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="count">How many; null is all.</param>
    /// <param name="seed">The seed of the choice.</param>
    /// <returns>Their indices, rising.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1 or above the set's.</exception>
    public static int[] Indices(IImageDataset dataset, int? count, long seed)
    {
        int wanted = count ?? dataset.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(count));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, dataset.Count, nameof(count));
        int[] indices = [.. Enumerable.Range(0, dataset.Count)];
        if (wanted < indices.Length)
        {
            new SeededRandom(RandomSeeds.Derive(seed, "choice of pictures")).Shuffle<int>(indices);
            indices = indices[..wanted];
            Array.Sort(indices);
        }

        return indices;
    }

    /// <summary>Chosen pictures of a data set in batches, each copied when it is asked for, so that memory stays bounded.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="indices">Which pictures, in the order wanted.</param>
    /// <returns>uint8 [n, C, H, W] on the CPU, n at most <see cref="BatchedExtraction.BatchSize"/>. The caller disposes each.</returns>
    public static IEnumerable<torch.Tensor> DatasetBatches(IImageDataset dataset, IReadOnlyList<int> indices)
    {
        TorchRuntime.EnsureLoaded();
        for (int start = 0; start < indices.Count; start += BatchedExtraction.BatchSize)
        {
            yield return DatasetBatch(dataset, indices, start, Math.Min(BatchedExtraction.BatchSize, indices.Count - start));
        }
    }

    /// <summary>Generated pictures in batches, each uint8 [n, C, H, W]; who takes a batch disposes it.</summary>
    internal static IEnumerable<torch.Tensor> GeneratorBatches(IGenerator generator, int count, long seed)
    {
        using torch.Tensor latent = generator.Latent.Sample(count, seed);

        // Classes start anew in each batch, so that only whole turns make them equally frequent.
        int turn = Math.Max(1, generator.ClassCount);
        int batchSize = Math.Max(1, BatchedExtraction.BatchSize / turn) * turn;
        for (int start = 0; start < count; start += batchSize)
        {
            yield return GeneratorBatch(generator, latent, start, Math.Min(batchSize, count - start));
        }
    }

    private static torch.Tensor DatasetBatch(IImageDataset dataset, IReadOnlyList<int> indices, int start, int count)
    {
        ImageShape shape = dataset.Shape;
        byte[] pixels = new byte[count * shape.ValueCount];
        for (int i = 0; i < count; i++)
        {
            dataset.CopyImage(indices[start + i], pixels.AsSpan(i * shape.ValueCount, shape.ValueCount));
        }

        using torch.Tensor managed = torch.tensor(pixels, [count, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte);
        return managed.clone();
    }

    private static torch.Tensor GeneratorBatch(IGenerator generator, torch.Tensor latent, int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        return PixelScaling.ToBytes(generator.SampleFrom(latent.narrow(0, start, count))).MoveToOuterDisposeScope();
    }

    private static torch.Tensor Join(IEnumerable<torch.Tensor> batches, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> pictures = [];
        foreach (torch.Tensor batch in batches)
        {
            pictures.Add(batch);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return torch.cat(pictures).MoveToOuterDisposeScope();
    }
}
