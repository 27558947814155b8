namespace Gan.Evaluation;

/// <summary>Fidelity (precision, density) and variety (recall, coverage).</summary>
/// <param name="Precision">The share of generated pictures that lie in the ball of some real one, from 0 to 1.</param>
/// <param name="Recall">The share of real pictures that lie in the ball of some generated one, from 0 to 1.</param>
/// <param name="Density">
/// In how many balls of real pictures a generated one lies, divided by k: 1 on average for equal distributions, more where generated
/// pictures crowd in the middle. Unlike precision, a single odd real picture cannot raise it much.
/// </param>
/// <param name="Coverage">The share of real pictures whose ball holds a generated one, from 0 to 1.</param>
/// <param name="Neighbours">Which neighbour a ball reaches to (k).</param>
public sealed record PrecisionRecallResult(double Precision, double Recall, double Density, double Coverage, int Neighbours);
