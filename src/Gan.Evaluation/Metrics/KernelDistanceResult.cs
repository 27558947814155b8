namespace Gan.Evaluation;

/// <summary>A kernel distance (KID).</summary>
public sealed record KernelDistanceResult
{
    /// <summary>The mean over the subsets: 0 on average for equal distributions, above 0 otherwise.</summary>
    public required double Mean { get; init; }

    /// <summary>The spread over the subsets, with divisor N; it is not the error of the mean.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>How many subsets.</summary>
    public required int Subsets { get; init; }

    /// <summary>Pictures in each. When it is the size of both sets, all subsets are the same.</summary>
    public required int SubsetSize { get; init; }
}
