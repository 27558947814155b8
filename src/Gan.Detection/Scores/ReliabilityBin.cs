namespace Gan.Detection;

/// <summary>The pictures whose probability lies in one interval.</summary>
/// <param name="Lower">The interval's lower end, which belongs to it.</param>
/// <param name="Upper">The interval's upper end, which belongs to the next one (and to the last one).</param>
/// <param name="Count">How many pictures.</param>
/// <param name="MeanProbability">The mean probability of being fake that the detector gave; NaN without a picture.</param>
/// <param name="FakeShare">The share of them that are fake; NaN without a picture.</param>
public readonly record struct ReliabilityBin(double Lower, double Upper, int Count, double MeanProbability, double FakeShare);
