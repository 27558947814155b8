namespace Gan.Evaluation;

/// <summary>One measurement of a run: what its generator was like after an epoch.</summary>
public sealed record EvaluationEntry
{
    /// <summary>Epochs done.</summary>
    public required int Epoch { get; init; }

    /// <summary>Steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Pictures that were generated.</summary>
    public required int Samples { get; init; }

    /// <summary>Training pictures that they were compared with.</summary>
    public required int Reference { get; init; }

    /// <summary>The fingerprint of the held-out pictures.</summary>
    public required string HeldOut { get; init; }

    /// <summary>The seed of the latent vectors and of every choice.</summary>
    public required long Seed { get; init; }

    /// <summary>The numbers: those of each extractor in their order, then those of the pixels.</summary>
    public required IReadOnlyList<EvaluationValue> Values { get; init; }

    /// <summary>Takes the numbers of a measurement.</summary>
    /// <param name="epoch">Epochs done.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="result">What was measured of the generator.</param>
    /// <param name="noiseFloor">What the same evaluator measured of held-out pictures.</param>
    /// <param name="heldOut">The fingerprint of those pictures.</param>
    /// <returns>The entry.</returns>
    public static EvaluationEntry Of(int epoch, long step, EvaluationResult result, EvaluationResult noiseFloor, string heldOut) =>
        new EvaluationEntry
        {
            Epoch = epoch,
            Step = step,
            Samples = result.Count,
            Reference = result.ReferenceCount,
            HeldOut = heldOut,
            Seed = result.Seed,
            Values = EvaluationMetrics.Read(result, noiseFloor),
        };

    /// <summary>Finds a number.</summary>
    /// <param name="metric">Which.</param>
    /// <returns>That of the first extractor, or of the pixels; null when it was not measured.</returns>
    public EvaluationValue? Find(EvaluationMetric metric) => Values.FirstOrDefault(value => value.Metric == metric);
}
