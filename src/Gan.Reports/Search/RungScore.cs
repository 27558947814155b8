namespace Gan.Reports;

/// <summary>What was measured of a trial at a rung.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Images">Real pictures that one of its runs had been shown.</param>
/// <param name="Value">The metric's value as it is, without its scale: the mean of the runs.</param>
/// <param name="BySeed">The value of each run, in the order of <see cref="SearchTrial.Seeds"/>.</param>
public sealed record RungScore(int Epoch, long Images, double Value, IReadOnlyList<double> BySeed);
