namespace Gan.Detection;

/// <summary>
/// The receiver operating characteristic: for every threshold the share of fakes that are caught against the share of real pictures that
/// are called fake. It depends on the order of the scores alone.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<RocPoint> points, double areaUnderCurve)
    {
        Points = points;
        AreaUnderCurve = areaUnderCurve;
        EqualErrorRate = Crossing(points);
    }

    /// <summary>
    /// A point for each distinct score, from (0, 0) to (1, 1), both rates never falling. Tied scores are one sloped step.
    /// </summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>
    /// ROC-AUC: how often a fake picture scores above a real one, ties counting half. 0.5 is chance, 1 is perfect, below 0.5 is the wrong
    /// way round.
    /// </summary>
    public double AreaUnderCurve { get; }

    /// <summary>
    /// EER: the error where as many real pictures are called fake as fakes are missed, on the straight line between the two nearest points.
    /// </summary>
    /// <value>0 for a perfect detector, 0.5 at chance.</value>
    public double EqualErrorRate { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="scores">Probabilities or logits.</param>
    /// <returns>The curve.</returns>
    public static RocCurve Compute(LabelledScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        List<RocPoint> points = [new(double.PositiveInfinity, 0, 0)];
        int realCalledFake = 0, fakeCalledFake = 0;
        double wins = 0;
        foreach ((double score, int real, int fake) in scores.Descending())
        {
            // Every fake above these real pictures wins against each of them; one that ties wins half.
            wins += real * (fakeCalledFake + (fake / 2.0));
            realCalledFake += real;
            fakeCalledFake += fake;
            points.Add(new(score, (double)realCalledFake / scores.RealCount, (double)fakeCalledFake / scores.FakeCount));
        }

        return new RocCurve(points, wins / ((double)scores.RealCount * scores.FakeCount));
    }

    /// <summary>
    /// The largest share of fakes that some threshold catches while it calls at most the given share of real pictures fake. It is not
    /// interpolated: with fewer than 100 real pictures, 1 % means none of them.
    /// </summary>
    /// <param name="falsePositiveRate">The share of real pictures that may be called fake, from 0 to 1, such as 0.01.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="falsePositiveRate"/> is not from 0 to 1.</exception>
    public double TruePositiveRateAt(double falsePositiveRate)
    {
        if (!(falsePositiveRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "A rate is from 0 to 1.");
        }

        return Points.Last(point => point.FalsePositiveRate <= falsePositiveRate).TruePositiveRate;
    }

    private static double Crossing(IReadOnlyList<RocPoint> points)
    {
        // Missed fakes minus false alarms falls from 1 to −1 along the curve.
        int after = 1;
        while (Difference(points[after]) > 0)
        {
            after++;
        }

        (RocPoint left, RocPoint right) = (points[after - 1], points[after]);
        double way = Difference(left) / (Difference(left) - Difference(right));
        return left.FalsePositiveRate + way * (right.FalsePositiveRate - left.FalsePositiveRate);
    }

    private static double Difference(RocPoint point) => 1 - point.TruePositiveRate - point.FalsePositiveRate;
}
