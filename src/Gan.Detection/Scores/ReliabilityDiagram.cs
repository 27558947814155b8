namespace Gan.Detection;

/// <summary>
/// Whether probabilities mean what they say: of the pictures that are called fake with probability 0.8, are four in five fake? (Guo et al.
/// 2017, "On Calibration of Modern Neural Networks".)
/// </summary>
/// <remarks>
/// Probabilities are those of the class fake, in bins of equal width over [0, 1]. The expected calibration error depends on the bins and on
/// how common fakes are among the pictures; read it beside <see cref="BrierScore"/> and <see cref="LogLoss"/> (Nixon et al. 2019).
/// </remarks>
public sealed class ReliabilityDiagram
{
    /// <summary>The number of bins that is used when none is given.</summary>
    /// <value>15.</value>
    public const int DefaultBins = 15;

    private ReliabilityDiagram(IReadOnlyList<ReliabilityBin> bins, int count)
    {
        Bins = bins;
        ReliabilityBin[] filled = [.. bins.Where(bin => bin.Count > 0)];
        ExpectedCalibrationError = filled.Sum(bin => (double)bin.Count / count * Gap(bin));
        MaximumCalibrationError = filled.Max(Gap);
    }

    /// <summary>The bins from 0 to 1.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>
    /// ECE: the distance between mean probability and share of fakes, averaged over the pictures; from 0 to 1, lower is better.
    /// </summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>MCE: the largest such distance of any bin that has a picture; from 0 to 1.</summary>
    public double MaximumCalibrationError { get; }

    /// <summary>Sorts pictures into bins.</summary>
    /// <param name="probabilities">Probabilities of being fake.</param>
    /// <param name="bins">How many bins, at least 1. The default value is <see cref="DefaultBins"/>.</param>
    /// <returns>The diagram.</returns>
    /// <exception cref="Evaluation.EvaluationException">A score is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public static ReliabilityDiagram Compute(LabelledScores probabilities, int bins = DefaultBins)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        probabilities.RequireProbabilities("calibration");
        int[] counts = new int[bins], fakes = new int[bins];
        double[] sums = new double[bins];
        for (int i = 0; i < probabilities.Count; i++)
        {
            double probability = probabilities.Scores[i];
            int bin = Math.Min((int)(probability * bins), bins - 1);
            counts[bin]++;
            sums[bin] += probability;
            fakes[bin] += probabilities.IsFake[i] ? 1 : 0;
        }

        return new ReliabilityDiagram(
            [.. counts.Select((count, i) => new ReliabilityBin((double)i / bins, (double)(i + 1) / bins, count, sums[i] / count, (double)fakes[i] / count))],
            probabilities.Count);
    }

    private static double Gap(ReliabilityBin bin) => Math.Abs(bin.MeanProbability - bin.FakeShare);
}
