using System.Globalization;

namespace Gan.Evaluation;

/// <summary>
/// Says in words what losses and metrics mean for a run. The thresholds are rules of thumb, far enough from what healthy runs show that a
/// finding is worth a look; they are no tests of significance.
/// </summary>
public static class Verdicts
{
    /// <summary>The last ticks of a history that the balance of two networks is judged by; a shorter one is not judged.</summary>
    /// <value>20.</value>
    public const int FewestTicks = 20;

    /// <summary>Looks at a run as it stands.</summary>
    /// <param name="history">Its history, the oldest first.</param>
    /// <param name="evaluations">Its measurements, the oldest first; may be empty.</param>
    /// <returns>What is wrong, if anything.</returns>
    public static IReadOnlyList<Verdict> Of(IReadOnlyList<HistoryEntry> history, IReadOnlyList<EvaluationEntry> evaluations)
    {
        List<Verdict?> verdicts = [PerfectDiscriminator(history)];
        if (evaluations.Count > 0)
        {
            EvaluationEntry last = evaluations[^1];
            verdicts.AddRange([LostDiscriminator(history, last), ModeCollapse(last) ?? MissingVariety(last), Memorization(last), GotWorse(evaluations)]);
        }

        return [.. verdicts.OfType<Verdict>()];
    }

    private static Verdict? PerfectDiscriminator(IReadOnlyList<HistoryEntry> history) =>
        Scores(history) is ( >= 0.95 and var real, <= 0.05 and var fake)
            ? Finding(
                VerdictKind.PerfectDiscriminator,
                $"The discriminator separates perfectly: D(x) {real:F2} and D(G(z)) {fake:F2} over the last {FewestTicks} ticks. The generator hardly learns any more: lower the discriminator's learning rate, raise its dropout, or flip the real pictures.")
            : null;

    private static Verdict? LostDiscriminator(IReadOnlyList<HistoryEntry> history, EvaluationEntry last) =>
        Scores(history) is { } scores && Math.Abs(scores.Real - scores.Fake) <= 0.02
        && last.Find(EvaluationMetric.ClassifierAccuracy) is { Value: >= 0.9 } classifier
            ? Finding(
                VerdictKind.LostDiscriminator,
                $"The discriminator tells nothing apart: D(x) {scores.Real:F2} and D(G(z)) {scores.Fake:F2} over the last {FewestTicks} ticks, although a linear classifier is right about {100 * classifier.Value:F0}% of the pictures. The generator is led nowhere: raise the discriminator's learning rate or its channels, or lower its dropout.")
            : null;

    private static Verdict? ModeCollapse(EvaluationEntry last) =>
        last.Find(EvaluationMetric.MeanSimilarity) is { } similarity && similarity.Value - similarity.Real > 0.25 * (1 - similarity.Real)
            ? Finding(
                VerdictKind.ModeCollapse,
                $"The generator draws nearly the same picture again and again, after epoch {last.Epoch}: two of its pictures are {similarity.Value:F2} similar (SSIM), two real ones {similarity.Real:F2}. Unless the run has only begun, it has collapsed: go back to an earlier state and lower both learning rates, or try another seed, loss or a larger batch.")
            : null;

    private static Verdict? MissingVariety(EvaluationEntry last) =>
        last.Find(EvaluationMetric.Precision) is { Real: > 0 } precision && precision.Value >= 0.5 * precision.Real
        && last.Find(EvaluationMetric.Recall) is { Real: >= 0.2 } recall && recall.Value < 0.25 * recall.Real
            ? Finding(
                VerdictKind.MissingVariety,
                $"The generator draws only a part of what the data shows, after epoch {last.Epoch}: recall {recall.Value:F2}, held-out real pictures {recall.Real:F2}, at a precision of {precision.Value:F2} ({precision.Real:F2}). Use an earlier state, lower the generator's learning rate, or try a larger batch.")
            : null;

    private static Verdict? Memorization(EvaluationEntry last)
    {
        if (last.Find(EvaluationMetric.NearDuplicates) is not { } copies || last.Find(EvaluationMetric.TrainingDistanceRank) is not { } rank)
        {
            return null;
        }

        // Three standard deviations of the share among so many pictures, and enough to matter.
        double deviation = Math.Sqrt(Math.Max(copies.Real * (1 - copies.Real), 1.0 / last.Samples) / last.Samples);
        return copies.Value - copies.Real > 0.02 + 3 * deviation
            ? Finding(
                VerdictKind.Memorization,
                $"The generator repeats training pictures, after epoch {last.Epoch}: {100 * copies.Value:F1}% of its pictures lie nearer to one than half the usual distance, of held-out real pictures {100 * copies.Real:F1}%; it is farther from the training set than they are in {100 * rank.Value:F0}% of pairs, where 50% is fair. Look at nearest neighbours; train on more pictures, flip them, or use an earlier state.")
            : null;
    }

    private static Verdict? GotWorse(IReadOnlyList<EvaluationEntry> evaluations)
    {
        const EvaluationMetric Metric = EvaluationMetric.KernelDistance;
        const int InARow = 3;
        (int Epoch, EvaluationValue Value)[] values =
            [.. evaluations.Select(entry => (entry.Epoch, Value: entry.Find(Metric))).Where(entry => entry.Value is not null).Select(entry => (entry.Epoch, entry.Value!))];
        if (values.Length <= InARow)
        {
            return null;
        }

        (int epoch, EvaluationValue best) = values[..^InARow].MinBy(entry => entry.Value.Value);
        double worse = Math.Max(1.5 * best.Value, best.Value + Math.Abs(best.Real));
        return values[^InARow..].All(entry => entry.Value.Value > worse)
            ? Finding(
                VerdictKind.GotWorse,
                $"The pictures have become worse: {Metric.Words()} {best.Value:G3} after epoch {epoch} and {values[^1].Value.Value:G3} now, held-out real pictures {best.Real:G3}. Use the best generator (KeepBest), end the run earlier (Patience), or lower the learning rates.")
            : null;
    }

    private static (double Real, double Fake)? Scores(IReadOnlyList<HistoryEntry> history)
    {
        HistoryEntry[] last = [.. history.TakeLast(FewestTicks)];
        return last.Length < FewestTicks ? null : (last.Average(entry => entry.RealScore), last.Average(entry => entry.FakeScore));
    }

    private static Verdict Finding(VerdictKind kind, FormattableString text) => new(kind, text.ToString(CultureInfo.InvariantCulture));
}
