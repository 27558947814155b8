using TorchSharp;

namespace Gan.Evaluation;

/// <summary>Tensors of numbers that are the same on every machine, and leave torch's own generator alone.</summary>
internal static class SeededTensors
{
    /// <summary>Draws from the standard normal distribution.</summary>
    /// <param name="random">What to draw from.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>float64, contiguous. The caller disposes it.</returns>
    public static torch.Tensor Normal(SeededRandom random, params long[] shape)
    {
        double[] values = new double[shape.Aggregate(1L, (product, side) => product * side)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal();
        }

        return OwnMemory(values, shape);
    }

    /// <summary>Draws directions, every one equally likely.</summary>
    /// <param name="random">What to draw from.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">Numbers in each.</param>
    /// <returns>float32 [count, size], each of length 1. The caller disposes it.</returns>
    public static torch.Tensor Directions(SeededRandom random, int count, long size)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor normal = Normal(random, count, size);
        return (normal / normal.square().sum(1, keepdim: true).sqrt()).to(torch.ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Draws different indices, every choice equally likely.</summary>
    /// <param name="random">What to draw from.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="chosen">How many to draw, at most <paramref name="count"/>.</param>
    /// <returns>int64 [chosen], in random order. The caller disposes it.</returns>
    public static torch.Tensor Subset(SeededRandom random, int count, int chosen)
    {
        using torch.Tensor indices = torch.tensor(SubsetIndices(random, count, chosen));
        return indices.clone();
    }

    /// <summary>Draws different indices, every choice equally likely.</summary>
    /// <returns>The indices, in random order.</returns>
    public static long[] SubsetIndices(SeededRandom random, int count, int chosen)
    {
        long[] indices = new long[count];
        for (int i = 0; i < count; i++)
        {
            indices[i] = i;
        }

        random.Shuffle<long>(indices);
        return indices[..chosen];
    }

    /// <summary>Copies an array to torch's memory: over a managed array, matrix products round differently from call to call.</summary>
    public static torch.Tensor OwnMemory(double[] values, long[] shape)
    {
        using torch.Tensor managed = torch.tensor(values, shape);
        return managed.clone();
    }
}
