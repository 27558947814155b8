using CsCheck;

namespace Gan.Detection.Tests;

/// <summary>Sets of scores for tests.</summary>
internal static class ScoreSets
{
    /// <summary>The four pictures of scikit-learn's documentation.</summary>
    public static LabelledScores Four { get; } = new([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);

    /// <summary>Probabilities with many ties, both classes.</summary>
    public static Gen<LabelledScores> Probabilities { get; } = Logits(20).Select(set => set.Map(logit => (logit + 20) / 40));

    /// <summary>Whole logits from −20 to 20, with ties, both classes.</summary>
    public static Gen<LabelledScores> Logits(int limit = 20) =>
        Gen.Select(Gen.Int[-limit, limit].Array[1, 40], Gen.Int[-limit, limit].Array[1, 40])
            .Select((real, fake) => LabelledScores.Of([.. real.Select(x => (double)x)], [.. fake.Select(x => (double)x)]));

    /// <summary>Logits whose sigmoid is the true probability, times a temperature.</summary>
    public static LabelledScores Calibrated(int count, double temperature, long seed)
    {
        SeededRandom random = new(seed);
        double[] logits = [.. Enumerable.Range(0, count).Select(_ => 8.0 * random.NextSingle() - 4)];
        bool[] isFake = [.. logits.Select(logit => random.NextSingle() < 1 / (1 + Math.Exp(-logit)))];
        return new LabelledScores([.. logits.Select(logit => logit * temperature)], isFake);
    }
}
