namespace Gan.Evaluation;

/// <summary>How near generated pictures lie to the training set, against real pictures that were held out.</summary>
/// <param name="Z">
/// The Mann–Whitney statistic in standard deviations: about 0 when both lie equally far, below about −3 when generated pictures are nearer
/// (copying), above 3 when they are farther (underfitting).
/// </param>
/// <param name="Auc">
/// How often a generated picture lies farther from the training set than a held-out one: 0.5 when both are alike, 0 for copies.
/// </param>
/// <param name="ExactDuplicates">The share of generated pictures whose features are those of a training picture.</param>
/// <param name="NearDuplicates">The share of generated pictures nearer than half the median distance of the held-out ones.</param>
/// <param name="HeldOutNearDuplicates">The same of the held-out pictures: what the data set itself repeats.</param>
/// <param name="NearestIndices">For each generated picture, the index of the nearest training picture.</param>
/// <param name="Distances">For each generated picture, the distance to it.</param>
public sealed record MemorizationResult(
    double Z,
    double Auc,
    double ExactDuplicates,
    double NearDuplicates,
    double HeldOutNearDuplicates,
    IReadOnlyList<int> NearestIndices,
    IReadOnlyList<double> Distances);
