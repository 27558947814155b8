using TorchSharp;

namespace Gan.Evaluation;

/// <summary>The features of a set of pictures, and what made them.</summary>
public sealed class Features : IDisposable
{
    /// <summary>Takes over a tensor of features.</summary>
    /// <param name="values">float32 [N, D] of finite numbers, N at least 1; disposed with this object.</param>
    /// <param name="extractorName">What a person calls the extractor.</param>
    /// <param name="extractorFingerprint">The extractor's fingerprint: only features with the same can be compared.</param>
    /// <param name="source">What a person calls the pictures, such as the name of a data set.</param>
    /// <exception cref="ArgumentException">The tensor is of another type or shape; it stays the caller's.</exception>
    /// <exception cref="EvaluationException">A number is not finite; the tensor stays the caller's.</exception>
    public Features(torch.Tensor values, string extractorName, string extractorFingerprint, string source)
    {
        long[] shape = values.shape;
        if (values.dtype != torch.ScalarType.Float32 || shape.Length != 2 || shape[0] < 1 || shape[1] < 1)
        {
            throw new ArgumentException(
                $"Features are float32 [N, D]; this tensor is {values.dtype} [{string.Join(", ", shape)}].", nameof(values));
        }

        RequireFinite(values, extractorName, source);
        Values = values.DetachFromDisposeScope();
        ExtractorName = extractorName;
        ExtractorFingerprint = extractorFingerprint;
        Source = source;
    }

    /// <summary>float32 [<see cref="Count"/>, <see cref="Size"/>]; disposed with this object.</summary>
    public torch.Tensor Values { get; }

    /// <summary>What a person calls the extractor.</summary>
    public string ExtractorName { get; }

    /// <summary>The extractor's fingerprint.</summary>
    public string ExtractorFingerprint { get; }

    /// <summary>What a person calls the pictures.</summary>
    public string Source { get; }

    /// <summary>How many pictures (N).</summary>
    public int Count => (int)Values.shape[0];

    /// <summary>Numbers in the features of one picture (D).</summary>
    public int Size => (int)Values.shape[1];

    /// <summary>Copies the features of some of the pictures, such as one half for a comparison of real with real.</summary>
    /// <param name="indices">Which, from 0 to <see cref="Count"/> − 1; at least one.</param>
    /// <returns>The chosen features in the given order; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no index, or one is outside the range.</exception>
    public Features Select(IReadOnlyList<int> indices)
    {
        if (indices.Count == 0 || indices.Any(index => index < 0 || index >= Count))
        {
            throw new ArgumentOutOfRangeException(nameof(indices), $"At least one index from 0 to {Count - 1} is needed.");
        }

        using torch.Tensor rows = torch.tensor([.. indices.Select(index => (long)index)]);
        return new Features(Values.index_select(0, rows), ExtractorName, ExtractorFingerprint, Source);
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();

    /// <summary>Refuses two sets of features that different extractors made, or that are too few.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    /// <param name="atLeast">Pictures needed in each.</param>
    /// <param name="metric">What is to be computed.</param>
    /// <exception cref="EvaluationException">They cannot be compared.</exception>
    internal static void RequireComparable(Features one, Features other, int atLeast, string metric)
    {
        if (one.ExtractorFingerprint != other.ExtractorFingerprint || one.Size != other.Size)
        {
            throw new EvaluationException(
                $"The features of '{one.Source}' are from {Extractor(one)}, those of '{other.Source}' from {Extractor(other)}: numbers of "
                + "different extractors cannot be compared. Extract both with the same one.");
        }

        one.RequireCount(atLeast, metric);
        other.RequireCount(atLeast, metric);
    }

    /// <summary>Refuses too few pictures.</summary>
    internal void RequireCount(int atLeast, string metric)
    {
        if (Count < atLeast)
        {
            throw new EvaluationException($"'{Source}' has {Count} pictures; {metric} needs at least {atLeast}.");
        }
    }

    private static string Extractor(Features features)
    {
        string fingerprint = features.ExtractorFingerprint;
        return $"'{features.ExtractorName}' ({fingerprint[..Math.Min(8, fingerprint.Length)]}, {features.Size} numbers)";
    }

    private static void RequireFinite(torch.Tensor values, string extractorName, string source)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor finite = values.isfinite().all(1);
        if (!finite.all().item<bool>())
        {
            long wrong = finite.to(torch.ScalarType.Int32).argmin().item<long>();
            throw new EvaluationException(
                $"'{extractorName}' gave numbers that are not finite for '{source}', first for picture {wrong}. "
                + "Look at that picture, or use another extractor.");
        }
    }
}
