namespace Gan.Evaluation;

/// <summary>The numbers that every measurement has, in the order in which they are shown.</summary>
public static class EvaluationMetrics
{
    /// <summary>All, those of features first.</summary>
    public static IReadOnlyList<EvaluationMetric> All { get; } =
    [
        EvaluationMetric.FrechetDistance,
        EvaluationMetric.KernelDistance,
        EvaluationMetric.Precision,
        EvaluationMetric.Recall,
        EvaluationMetric.Density,
        EvaluationMetric.Coverage,
        EvaluationMetric.NearestNeighbourAccuracy,
        EvaluationMetric.ClassifierAccuracy,
        EvaluationMetric.SlicedWasserstein,
        EvaluationMetric.ColourDistance,
        EvaluationMetric.MeanSimilarity,
        EvaluationMetric.NearDuplicates,
        EvaluationMetric.TrainingDistanceRank,
    ];

    /// <summary>Those by which a best generator can be named.</summary>
    public static IEnumerable<EvaluationMetric> Ranked => All.Where(metric => metric.IsRanked);

    /// <summary>Finds a number by its name in files.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The number; null when there is none of that name.</returns>
    public static EvaluationMetric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    /// <summary>
    /// Every number of a measurement beside that of real pictures: those of each extractor in their order, then those of the pictures.
    /// </summary>
    /// <param name="generated">The measurement of a generator.</param>
    /// <param name="noiseFloor">What the same evaluator measured of held-out pictures.</param>
    /// <returns>The numbers that were measured of both.</returns>
    public static IReadOnlyList<EvaluationValue> Read(EvaluationResult generated, EvaluationResult noiseFloor)
    {
        EvaluationMetric[] metrics = [.. All, .. generated.OwnMetrics];
        List<EvaluationValue> values = [];
        for (int i = 0; i < generated.Scores.Count; i++)
        {
            foreach (EvaluationMetric metric in metrics.Where(metric => metric.IsOfFeatures))
            {
                Add(metric, i, generated.Scores[i].Extractor, generated.Scores[i].Fingerprint);
            }
        }

        foreach (EvaluationMetric metric in metrics.Where(metric => !metric.IsOfFeatures))
        {
            Add(metric, 0, EvaluationValue.Pixels, "");
        }

        return values;

        void Add(EvaluationMetric metric, int extractor, string name, string fingerprint)
        {
            if (metric.Read(generated, extractor) is { } value && metric.ReadReal(generated, noiseFloor, extractor) is { } real)
            {
                values.Add(new EvaluationValue
                {
                    Metric = metric,
                    Value = value,
                    Real = real,
                    Extractor = name,
                    Fingerprint = fingerprint,
                });
            }
        }
    }
}
