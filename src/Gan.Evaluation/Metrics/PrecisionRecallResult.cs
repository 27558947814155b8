namespace Gan.Evaluation;

/// <summary>Fidelity (precision, density) and variety (recall, coverage).</summary>
public sealed record PrecisionRecallResult
{
    /// <summary>The share of generated pictures that lie in the ball of some real one, from 0 to 1.</summary>
    public required double Precision { get; init; }

    /// <summary>The share of real pictures that lie in the ball of some generated one, from 0 to 1.</summary>
    public required double Recall { get; init; }

    /// <summary>
    /// In how many balls of real pictures a generated one lies, divided by k: 1 on average for equal distributions, more where generated
    /// pictures crowd in the middle. Unlike precision, a single odd real picture cannot raise it much.
    /// </summary>
    public required double Density { get; init; }

    /// <summary>The share of real pictures whose ball holds a generated one, from 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Which neighbour a ball reaches to (k).</summary>
    public required int Neighbours { get; init; }
}
