using System.Globalization;
using Gan.Evaluation;

namespace Gan.Detection;

/// <summary>One verdict on a whole video.</summary>
/// <param name="Probability">The probability of being fake, from 0 to 1.</param>
/// <param name="FrameCount">How many frames it is made of.</param>
/// <param name="Aggregation">How.</param>
/// <param name="StretchInterval">
/// Where the verdict lies if stretches of this same video are drawn again (95 %, block bootstrap over neighbouring frames; Künsch 1989):
/// how much it hangs on a part of the video. It does not say how sure it is that the video is fake, which one video cannot tell; for the
/// error of a detector over many videos see <see cref="Bootstrap"/>. Null with fewer than 16 frames.
/// </param>
public sealed record VideoScore(double Probability, int FrameCount, FrameAggregation Aggregation, ConfidenceInterval? StretchInterval)
{
    /// <summary>The most suspicious frames that <see cref="FrameAggregation.TopKMean"/> takes when no number is given.</summary>
    /// <value>10, or all of a video with fewer frames.</value>
    public const int DefaultTopK = 10;

    private const int FewestFramesForInterval = 16;
    private const int Resamples = 1000;
    private const double SurelyFake = 0.8;
    private const double SurelyReal = 0.2;
    private const int FewestSureFrames = 11;

    /// <summary>Joins the probabilities of a video's frames.</summary>
    /// <param name="frames">Each frame's probability of being fake, in the order of the video; at least one.</param>
    /// <param name="aggregation">How. The default value is the mean.</param>
    /// <param name="topK">
    /// How many frames <see cref="FrameAggregation.TopKMean"/> takes, at least 1. The default value is <see cref="DefaultTopK"/>.
    /// </param>
    /// <param name="seed">Fixes the draws of the interval. The default value is 0.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="EvaluationException">There is no frame, or a probability is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="topK"/> is below 1, or <paramref name="aggregation"/> none of the defined values.
    /// </exception>
    public static VideoScore Compute(IReadOnlyList<double> frames, FrameAggregation aggregation = FrameAggregation.Mean, int topK = DefaultTopK, long seed = 0)
    {
        double probability = Join(frames, aggregation, topK);
        double[] probabilities = [.. frames];
        ConfidenceInterval? interval = probabilities.Length < FewestFramesForInterval
            ? null
            : Bootstrap.Interval(random => Joined(Stretches(probabilities, random), aggregation, topK), Resamples, seed);
        return new VideoScore(probability, probabilities.Length, aggregation, interval);
    }

    /// <summary>The probability alone.</summary>
    internal static double Join(IReadOnlyList<double> frames, FrameAggregation aggregation, int topK)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        double[] probabilities = [.. frames];
        RequireProbabilities(probabilities);
        return Joined(probabilities, aggregation, topK);
    }

    private static double Joined(double[] frames, FrameAggregation aggregation, int topK) => aggregation switch
    {
        FrameAggregation.Mean => frames.Average(),
        FrameAggregation.Median => Median(frames),
        FrameAggregation.TopKMean => frames.OrderDescending().Take(topK).Average(),
        FrameAggregation.ConfidentMean => ConfidentMean(frames),
        _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "It is none of the defined ways."),
    };

    private static double Median(double[] frames)
    {
        double[] sorted = [.. frames.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double ConfidentMean(double[] frames)
    {
        double[] fake = [.. frames.Where(probability => probability > SurelyFake)], real = [.. frames.Where(probability => probability < SurelyReal)];
        return fake.Length > Math.Floor(frames.Length / 2.5) && fake.Length > FewestSureFrames ? fake.Average()
            : real.Length > 0.9 * frames.Length ? real.Average()
            : frames.Average();
    }

    // Neighbouring frames resemble each other, so that whole stretches are drawn; the video's end goes on at its beginning.
    private static double[] Stretches(double[] frames, SeededRandom random)
    {
        int length = (int)Math.Ceiling(Math.Sqrt(frames.Length));
        double[] drawn = new double[frames.Length];
        for (int i = 0, start = 0; i < drawn.Length; i++)
        {
            start = i % length == 0 ? random.NextInt(frames.Length) : start;
            drawn[i] = frames[(start + i % length) % frames.Length];
        }

        return drawn;
    }

    private static void RequireProbabilities(double[] frames)
    {
        if (frames.Length == 0)
        {
            throw new EvaluationException("The video has no frame; a verdict needs at least one.");
        }

        int wrong = Array.FindIndex(frames, probability => !(probability is >= 0 and <= 1));
        if (wrong >= 0)
        {
            throw new EvaluationException(
                $"Frame {wrong} has {frames[wrong].ToString(CultureInfo.InvariantCulture)}; frames are joined by their probabilities, from 0 to 1.");
        }
    }
}
