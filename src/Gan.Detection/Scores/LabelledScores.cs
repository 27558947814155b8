using System.Globalization;
using Gan.Evaluation;

namespace Gan.Detection;

/// <summary>What a detector says of pictures that are known to be real or fake: a score each, higher for fake.</summary>
/// <remarks>
/// Fake is the positive class throughout. Scores are probabilities in [0, 1] or logits; what needs probabilities says so. Once made, a set
/// has both classes and only finite numbers, so that every measure of it is a number.
/// </remarks>
public sealed class LabelledScores
{
    private readonly double[] _scores;
    private readonly bool[] _isFake;

    /// <summary>Pairs scores with labels.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="isFake">For each score whether the picture is fake.</param>
    /// <exception cref="EvaluationException">
    /// There are not as many labels as scores, a score is not finite, or one of the classes has no picture.
    /// </exception>
    public LabelledScores(IReadOnlyList<double> scores, IReadOnlyList<bool> isFake)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isFake);
        if (scores.Count != isFake.Count)
        {
            throw new EvaluationException($"There are {scores.Count} scores and {isFake.Count} labels; give one label a score.");
        }

        _scores = [.. scores];
        _isFake = [.. isFake];
        int wrong = Array.FindIndex(_scores, score => !double.IsFinite(score));
        if (wrong >= 0)
        {
            throw new EvaluationException(
                $"Score {wrong} is {_scores[wrong].ToString(CultureInfo.InvariantCulture)}; scores are finite. Look for what made the detector diverge.");
        }

        FakeCount = _isFake.Count(fake => fake);
        if (FakeCount == 0 || RealCount == 0)
        {
            throw new EvaluationException(
                $"There are {RealCount} real and {FakeCount} fake pictures; a detector is measured on both. Add pictures of the other class.");
        }
    }

    /// <summary>The scores.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>For each score whether the picture is fake.</summary>
    public IReadOnlyList<bool> IsFake => _isFake;

    /// <summary>How many pictures there are.</summary>
    public int Count => _scores.Length;

    /// <summary>How many of them are real; at least 1.</summary>
    public int RealCount => Count - FakeCount;

    /// <summary>How many of them are fake; at least 1.</summary>
    public int FakeCount { get; }

    /// <summary>Joins the scores of real pictures and those of fake ones.</summary>
    /// <param name="real">The scores of real pictures.</param>
    /// <param name="fake">The scores of fake pictures.</param>
    /// <returns>The real ones, then the fake ones.</returns>
    /// <exception cref="EvaluationException">A score is not finite, or one of the classes has no picture.</exception>
    public static LabelledScores Of(IReadOnlyList<double> real, IReadOnlyList<double> fake) =>
        new([.. real, .. fake], [.. Enumerable.Repeat(false, real.Count), .. Enumerable.Repeat(true, fake.Count)]);

    /// <summary>The scores of one class.</summary>
    internal double[] OfClass(bool fake) => [.. _scores.Where((_, i) => _isFake[i] == fake)];

    /// <summary>Another score for each, under the same labels.</summary>
    internal LabelledScores Map(Func<double, double> map) => new(Array.ConvertAll(_scores, score => map(score)), _isFake);

    /// <summary>The distinct scores from the highest to the lowest, each with how many real and fake pictures have it.</summary>
    internal IEnumerable<(double Score, int Real, int Fake)> Descending()
    {
        double[] scores = [.. _scores];
        bool[] isFake = [.. _isFake];
        Array.Sort(scores, isFake);
        for (int last = Count - 1, next; last >= 0; last = next)
        {
            int fake = 0;
            for (next = last; next >= 0 && scores[next] == scores[last]; next--)
            {
                fake += isFake[next] ? 1 : 0;
            }

            yield return (scores[last], last - next - fake, fake);
        }
    }

    /// <summary>Refuses scores that are no probabilities.</summary>
    /// <exception cref="EvaluationException">A score is outside [0, 1].</exception>
    internal void RequireProbabilities(string measure)
    {
        int wrong = Array.FindIndex(_scores, score => score is < 0 or > 1);
        if (wrong >= 0)
        {
            throw new EvaluationException(
                $"Score {wrong} is {_scores[wrong].ToString(CultureInfo.InvariantCulture)}; {measure} is of probabilities, from 0 to 1. "
                + $"Turn logits into probabilities first ({nameof(TemperatureScaling)}).");
        }
    }
}
