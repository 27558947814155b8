namespace Gan.Evaluation;

/// <summary>An inception score.</summary>
/// <param name="Mean">The mean over the groups, from 1 to the number of classes.</param>
/// <param name="StandardDeviation">The spread over the groups, with divisor N.</param>
/// <param name="Splits">How many groups.</param>
public sealed record InceptionScoreResult(double Mean, double StandardDeviation, int Splits);
