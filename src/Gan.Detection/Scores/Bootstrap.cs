namespace Gan.Detection;

/// <summary>How far a measure of a detector would vary with other pictures of the same kind (percentile bootstrap; Efron 1979).</summary>
/// <remarks>
/// What is drawn again must be independent: pictures that belong together, as the frames of a video do, are first joined to one score
/// (<see cref="VideoScore"/>), or the interval is far too narrow.
/// </remarks>
public static class Bootstrap
{
    private const double Tail = 0.025;

    /// <summary>Computes a measure again and again for real and fake scores drawn with replacement, as many of each as there are.</summary>
    /// <param name="scores">One score for each independent thing: a picture, or a whole video.</param>
    /// <param name="measure">What is measured, such as <c>scores => RocCurve.Compute(scores).AreaUnderCurve</c>; finite.</param>
    /// <param name="resamples">How often, at least 100. The default value is 1000.</param>
    /// <param name="seed">Fixes the draws. The default value is 0.</param>
    /// <returns>The interval that holds the middle 95 % of the values. With few scores it is too narrow.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resamples"/> is below 100.</exception>
    public static ConfidenceInterval Interval(LabelledScores scores, Func<LabelledScores, double> measure, int resamples = 1000, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(measure);
        double[] real = scores.OfClass(fake: false), fake = scores.OfClass(fake: true);
        return Interval(random => measure(LabelledScores.Of(Drawn(real, random), Drawn(fake, random))), resamples, seed);
    }

    /// <summary>The middle 95 % of what is drawn.</summary>
    internal static ConfidenceInterval Interval(Func<SeededRandom, double> draw, int resamples, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        double[] values = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            values[i] = draw(new SeededRandom(RandomSeeds.Derive(seed, "bootstrap"), (ulong)i));
        }

        Array.Sort(values);
        return new(Quantile(values, Tail), Quantile(values, 1 - Tail));
    }

    private static double[] Drawn(double[] scores, SeededRandom random) =>
        Array.ConvertAll(scores, _ => scores[random.NextInt(scores.Length)]);

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
