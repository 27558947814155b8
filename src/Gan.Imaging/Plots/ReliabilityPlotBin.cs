namespace Gan.Imaging;

/// <summary>A bin of a reliability diagram that is drawn: the pictures whose probability lies in one interval.</summary>
/// <param name="Lower">The interval's lower end.</param>
/// <param name="Upper">The interval's upper end.</param>
/// <param name="Count">How many pictures.</param>
/// <param name="MeanProbability">The mean probability of being fake that they were given; not looked at without a picture.</param>
/// <param name="FakeShare">The share of them that are fake; not looked at without a picture.</param>
public readonly record struct ReliabilityPlotBin(double Lower, double Upper, int Count, double MeanProbability, double FakeShare);
