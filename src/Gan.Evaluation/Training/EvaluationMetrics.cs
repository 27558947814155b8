namespace Gan.Evaluation;

/// <summary>What there is to know about each number of a measurement.</summary>
public static class EvaluationMetrics
{
    private static readonly Dictionary<EvaluationMetric, (string Name, string Words, int Sign)> Known = new()
    {
        [EvaluationMetric.FrechetDistance] = ("frechet_distance", "Fréchet distance", -1),
        [EvaluationMetric.KernelDistance] = ("kernel_distance", "kernel distance", -1),
        [EvaluationMetric.Precision] = ("precision", "precision", 1),
        [EvaluationMetric.Recall] = ("recall", "recall", 1),
        [EvaluationMetric.Density] = ("density", "density", 0),
        [EvaluationMetric.Coverage] = ("coverage", "coverage", 1),
        [EvaluationMetric.NearestNeighbourAccuracy] = ("nearest_neighbour_accuracy", "nearest-neighbour accuracy", 0),
        [EvaluationMetric.ClassifierAccuracy] = ("classifier_accuracy", "classifier test accuracy", -1),
        [EvaluationMetric.SlicedWasserstein] = ("sliced_wasserstein", "sliced Wasserstein distance", -1),
        [EvaluationMetric.ColourDistance] = ("colour_distance", "distance of colours", -1),
        [EvaluationMetric.MeanSimilarity] = ("mean_similarity", "similarity of two pictures", 0),
        [EvaluationMetric.NearDuplicates] = ("near_duplicates", "near copies of training pictures", 0),
        [EvaluationMetric.TrainingDistanceRank] = ("training_distance_rank", "rank of the distance to the training set", 0),
    };

    /// <summary>The numbers that rise or fall with quality, so that a best one can be named.</summary>
    public static IEnumerable<EvaluationMetric> Ranked => Known.Where(metric => metric.Value.Sign != 0).Select(metric => metric.Key);

    /// <summary>The name of a number in files: <c>frechet_distance</c>.</summary>
    /// <param name="metric">The number.</param>
    /// <returns>Lower-case words with underscores.</returns>
    public static string Name(this EvaluationMetric metric) => Known[metric].Name;

    /// <summary>The name of a number in sentences: <c>Fréchet distance</c>.</summary>
    /// <param name="metric">The number.</param>
    /// <returns>The words.</returns>
    public static string Words(this EvaluationMetric metric) => Known[metric].Words;

    /// <summary>Whether one value says more for a generator than another.</summary>
    /// <param name="metric">The number.</param>
    /// <param name="value">The one value.</param>
    /// <param name="other">The other.</param>
    /// <returns>False when they are equal, when <paramref name="value"/> is no number, and for numbers that are not <see cref="Ranked"/>.</returns>
    public static bool IsBetter(this EvaluationMetric metric, double value, double other) => Known[metric].Sign switch
    {
        < 0 => value < other,
        > 0 => value > other,
        _ => false,
    };

    /// <summary>Finds a number by its name in files.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The number; null when there is none of that name.</returns>
    public static EvaluationMetric? Find(string name) =>
        Known.Where(metric => metric.Value.Name == name).Select(metric => (EvaluationMetric?)metric.Key).FirstOrDefault();
}
