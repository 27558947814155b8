namespace Gan.Evaluation;

/// <summary>A kernel distance (KID).</summary>
/// <param name="Mean">The mean over the subsets: 0 on average for equal distributions, above 0 otherwise.</param>
/// <param name="StandardDeviation">The spread over the subsets, with divisor N; it is not the error of the mean.</param>
/// <param name="Subsets">How many subsets.</param>
/// <param name="SubsetSize">Pictures in each. When it is the size of both sets, all subsets are the same.</param>
public sealed record KernelDistanceResult(double Mean, double StandardDeviation, int Subsets, int SubsetSize);
