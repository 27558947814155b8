namespace Gan.Detection;

/// <summary>A point of a ROC curve.</summary>
/// <param name="Threshold">A picture whose score is at least this is called fake; infinite at the beginning, where none is.</param>
/// <param name="FalsePositiveRate">The share of real pictures that are called fake, from 0 to 1.</param>
/// <param name="TruePositiveRate">The share of fake pictures that are called fake, from 0 to 1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
