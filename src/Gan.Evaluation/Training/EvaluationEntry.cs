namespace Gan.Evaluation;

/// <summary>One measurement of a run: what its generator was like after an epoch.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Samples">Pictures that were generated.</param>
/// <param name="Reference">Training pictures that they were compared with.</param>
/// <param name="HeldOut">The fingerprint of the held-out pictures.</param>
/// <param name="Seed">The seed of the latent vectors and of every choice.</param>
/// <param name="Values">The numbers: those of each extractor in their order, then those of the pixels.</param>
public sealed record EvaluationEntry(
    int Epoch, long Step, int Samples, int Reference, string HeldOut, long Seed, IReadOnlyList<EvaluationValue> Values)
{
    /// <summary>Takes the numbers of a measurement.</summary>
    /// <param name="epoch">Epochs done.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="result">What was measured of the generator.</param>
    /// <param name="noiseFloor">What the same evaluator measured of held-out pictures.</param>
    /// <param name="heldOut">The fingerprint of those pictures.</param>
    /// <returns>The entry.</returns>
    public static EvaluationEntry Of(int epoch, long step, EvaluationResult result, EvaluationResult noiseFloor, string heldOut) =>
        new(epoch, step, result.Count, result.ReferenceCount, heldOut, result.Seed, EvaluationMetrics.Read(result, noiseFloor));

    /// <summary>Finds a number.</summary>
    /// <param name="metric">Which.</param>
    /// <returns>That of the first extractor, or of the pixels; null when it was not measured.</returns>
    public EvaluationValue? Find(EvaluationMetric metric) => Values.FirstOrDefault(value => value.Metric == metric);
}
