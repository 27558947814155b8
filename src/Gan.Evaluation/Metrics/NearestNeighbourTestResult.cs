namespace Gan.Evaluation;

/// <summary>How well nearest neighbours tell real from generated.</summary>
/// <param name="Accuracy">
/// About 0.5 for equal distributions, 1 when they are apart; below 0.5 when generated pictures are copies of these real ones.
/// </param>
/// <param name="RealAccuracy">The share of real pictures whose nearest neighbour is real.</param>
/// <param name="GeneratedAccuracy">
/// The share of generated pictures whose nearest neighbour is generated. High with a low <paramref name="RealAccuracy"/>: they lie
/// closer together than the real ones.
/// </param>
/// <param name="Count">Pictures of each kind.</param>
public sealed record NearestNeighbourTestResult(double Accuracy, double RealAccuracy, double GeneratedAccuracy, int Count);
