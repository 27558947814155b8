namespace Gan.Evaluation;

/// <summary>An inception score.</summary>
public sealed record InceptionScoreResult
{
    /// <summary>The mean over the groups, from 1 to the number of classes.</summary>
    public required double Mean { get; init; }

    /// <summary>The spread over the groups, with divisor N.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>How many groups.</summary>
    public required int Splits { get; init; }
}
