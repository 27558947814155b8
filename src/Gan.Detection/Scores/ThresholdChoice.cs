namespace Gan.Detection;

/// <summary>
/// Chooses the threshold at which a detector decides, on validation pictures: chosen on the pictures that it is then judged by, it would
/// flatter.
/// </summary>
public static class ThresholdChoice
{
    private const double Middle = 0.5;

    /// <summary>The threshold with the highest accuracy on these pictures.</summary>
    /// <param name="scores">Probabilities of validation pictures.</param>
    /// <returns>
    /// Midway between two neighbouring scores, or at an end where all pictures are best called one class. Of equally good ones the nearest
    /// to 0.5.
    /// </returns>
    public static double BestAccuracy(LabelledScores scores) => Best(scores, real: 1, fake: 1);

    /// <summary>
    /// The threshold with the highest mean of the two classes' accuracies on these pictures, whatever the number of each.
    /// </summary>
    /// <param name="scores">Probabilities of validation pictures.</param>
    /// <returns>As <see cref="BestAccuracy"/>.</returns>
    public static double BestBalancedAccuracy(LabelledScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);

        // Whole weights, so that equally good thresholds are exactly equal.
        return Best(scores, real: scores.FakeCount, fake: scores.RealCount);
    }

    private static double Best(LabelledScores scores, long real, long fake)
    {
        ArgumentNullException.ThrowIfNull(scores);
        (double Score, int Real, int Fake)[] steps = [.. scores.Descending()];

        // Everything is called real at first; each step down calls one more score fake.
        long right = real * scores.RealCount, mostRight = right;
        double best = Math.BitIncrement(steps[0].Score);
        for (int i = 0; i < steps.Length; i++)
        {
            right += fake * steps[i].Fake - real * steps[i].Real;
            double threshold = i + 1 < steps.Length ? Between(steps[i + 1].Score, steps[i].Score) : steps[i].Score;
            if (right > mostRight || right == mostRight && Math.Abs(threshold - Middle) < Math.Abs(best - Middle))
            {
                (best, mostRight) = (threshold, right);
            }
        }

        return best;
    }

    // Above the lower one, even where no number lies between the two.
    private static double Between(double lower, double upper)
    {
        double middle = lower / 2 + upper / 2;
        return middle > lower && middle <= upper ? middle : upper;
    }
}
