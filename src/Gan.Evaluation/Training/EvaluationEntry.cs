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
    private const string Pixels = "pixels";

    /// <summary>Takes the numbers of a measurement.</summary>
    /// <param name="epoch">Epochs done.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="result">What was measured of the generator.</param>
    /// <param name="noiseFloor">What the same evaluator measured of held-out pictures.</param>
    /// <param name="heldOut">The fingerprint of those pictures.</param>
    /// <returns>The entry.</returns>
    public static EvaluationEntry Of(int epoch, long step, EvaluationResult result, EvaluationResult noiseFloor, string heldOut) => new(
        epoch,
        step,
        result.Count,
        result.ReferenceCount,
        heldOut,
        result.Seed,
        [.. result.Scores.Zip(noiseFloor.Scores).SelectMany(pair => OfFeatures(pair.First, pair.Second)), .. OfPixels(result, noiseFloor)]);

    /// <summary>Finds a number.</summary>
    /// <param name="metric">Which.</param>
    /// <returns>That of the first extractor, or of the pixels; null when it was not measured.</returns>
    public EvaluationValue? Find(EvaluationMetric metric) => Values.FirstOrDefault(value => value.Metric == metric);

    private static IEnumerable<EvaluationValue> OfFeatures(FeatureScores scores, FeatureScores real)
    {
        yield return Value(EvaluationMetric.FrechetDistance, of => of.FrechetDistance);
        yield return Value(EvaluationMetric.KernelDistance, of => of.KernelDistance.Mean);
        yield return Value(EvaluationMetric.Precision, of => of.PrecisionRecall.Precision);
        yield return Value(EvaluationMetric.Recall, of => of.PrecisionRecall.Recall);
        yield return Value(EvaluationMetric.Density, of => of.PrecisionRecall.Density);
        yield return Value(EvaluationMetric.Coverage, of => of.PrecisionRecall.Coverage);
        yield return Value(EvaluationMetric.NearestNeighbourAccuracy, of => of.NearestNeighbours.Accuracy);
        yield return Value(EvaluationMetric.ClassifierAccuracy, of => of.Classifier.Accuracy);

        EvaluationValue Value(EvaluationMetric metric, Func<FeatureScores, double> read) =>
            new(metric, read(scores), read(real), scores.Extractor, scores.Fingerprint);
    }

    private static IEnumerable<EvaluationValue> OfPixels(EvaluationResult result, EvaluationResult floor)
    {
        yield return Value(EvaluationMetric.SlicedWasserstein, result.SlicedWasserstein.Average, floor.SlicedWasserstein.Average);
        yield return Value(EvaluationMetric.ColourDistance, result.SlicedWasserstein.Colour, floor.SlicedWasserstein.Colour);
        yield return Value(EvaluationMetric.MeanSimilarity, result.MeanSimilarity, floor.MeanSimilarity);
        if (result.Memorization is { } memorization)
        {
            yield return Value(EvaluationMetric.NearDuplicates, memorization.NearDuplicates, memorization.HeldOutNearDuplicates);
            yield return Value(EvaluationMetric.TrainingDistanceRank, memorization.Auc, 0.5);
        }

        static EvaluationValue Value(EvaluationMetric metric, double value, double real) => new(metric, value, real, Pixels, "");
    }
}
