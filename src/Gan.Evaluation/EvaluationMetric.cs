using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// A number of a measurement: what it is called, what is better, how it is read, and what real pictures get. Files, console, TensorBoard,
/// reports and <see cref="TrainingEvaluationOptions.Metric"/> all go by it. Two of the same name are equal.
/// </summary>
/// <remarks>
/// One of your own is made by <see cref="OfFeatures"/>, <see cref="OfPictures"/> or, from numbers that are there, <see cref="OfScores"/>
/// and
/// <see cref="OfResult"/>, and is measured when it is among <see cref="EvaluationOptions.Metrics"/>.
/// </remarks>
/// <example>
/// <code>
/// EvaluationMetric f1 = EvaluationMetric.OfScores(
///     "f1", "F1 of precision and recall", MetricDirection.Higher,
///     scores => 2 / ((1 / scores.PrecisionRecall.Precision) + (1 / scores.PrecisionRecall.Recall)));
/// TrainingEvaluationOptions options = new() { Metric = f1, KeepBest = true, Measurement = new() { Metrics = [f1] } };
/// </code>
/// </example>
public sealed record EvaluationMetric
{
    private readonly Func<EvaluationResult, FeatureScores?, double?> _read;

    private EvaluationMetric(
        string name, string words, MetricDirection direction, bool isOfFeatures, Func<EvaluationResult, FeatureScores?, double?> read)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            throw new ArgumentException($"'{name}' cannot name a metric in files: use lower-case letters a to z, digits and underscores.", nameof(name));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(words);
        (Name, Words, Direction, IsOfFeatures, _read) = (name, words, direction, isOfFeatures, read);
    }

    /// <summary>The Fréchet distance; lower is better.</summary>
    public static EvaluationMetric FrechetDistance { get; } =
        OfScores("frechet_distance", "Fréchet distance", MetricDirection.Lower, scores => scores.FrechetDistance);

    /// <summary>The kernel distance (KID); lower is better. It is shown times 1000.</summary>
    public static EvaluationMetric KernelDistance { get; } =
        OfScores("kernel_distance", "kernel distance (KID)", MetricDirection.Lower, scores => scores.KernelDistance.Mean)
            with
        { Scale = 1000, Unit = "× 1000" };

    /// <summary>Precision; higher is better.</summary>
    public static EvaluationMetric Precision { get; } =
        OfScores("precision", "precision", MetricDirection.Higher, scores => scores.PrecisionRecall.Precision);

    /// <summary>Recall; higher is better.</summary>
    public static EvaluationMetric Recall { get; } =
        OfScores("recall", "recall", MetricDirection.Higher, scores => scores.PrecisionRecall.Recall);

    /// <summary>Density, which should be near that of real pictures.</summary>
    public static EvaluationMetric Density { get; } =
        OfScores("density", "density", MetricDirection.NearReal, scores => scores.PrecisionRecall.Density);

    /// <summary>Coverage; higher is better.</summary>
    public static EvaluationMetric Coverage { get; } =
        OfScores("coverage", "coverage", MetricDirection.Higher, scores => scores.PrecisionRecall.Coverage);

    /// <summary>
    /// The accuracy of the nearest-neighbour test; nearer to 0.5 is better. Below it lie copies, above it what can be told apart.
    /// </summary>
    public static EvaluationMetric NearestNeighbourAccuracy { get; } =
        OfScores("nearest_neighbour_accuracy", "nearest-neighbour accuracy", MetricDirection.NearTarget, scores => scores.NearestNeighbours.Accuracy)
            with
        { Target = 0.5 };

    /// <summary>
    /// The accuracy of the classifier test; nearer to 0.5 is better. A value below 0.5 is chance, and no better than one as far above.
    /// </summary>
    public static EvaluationMetric ClassifierAccuracy { get; } =
        OfScores("classifier_accuracy", "classifier test accuracy", MetricDirection.NearTarget, scores => scores.Classifier.Accuracy)
            with
        { Target = 0.5 };

    /// <summary>The sliced Wasserstein distance; lower is better.</summary>
    public static EvaluationMetric SlicedWasserstein { get; } =
        OfResult("sliced_wasserstein", "sliced Wasserstein distance", MetricDirection.Lower, result => result.SlicedWasserstein.Average);

    /// <summary>The distance of colours; lower is better.</summary>
    public static EvaluationMetric ColourDistance { get; } =
        OfResult("colour_distance", "distance of colours", MetricDirection.Lower, result => result.SlicedWasserstein.Colour)
            with
        { Unit = "in grey levels" };

    /// <summary>The structural similarity of two pictures on average, which should be near that of held-out real ones.</summary>
    public static EvaluationMetric MeanSimilarity { get; } =
        OfResult("mean_similarity", "similarity of two pictures (SSIM)", MetricDirection.NearReal, result => result.MeanSimilarity);

    /// <summary>The share of near copies of training pictures, which should be near that of held-out ones.</summary>
    public static EvaluationMetric NearDuplicates { get; } =
        OfResult("near_duplicates", "near copies of training pictures", MetricDirection.NearReal, result => result.Memorization?.NearDuplicates)
            with
        { RealOf = generated => generated.Memorization?.HeldOutNearDuplicates };

    /// <summary>
    /// How often a picture lies farther from the training set than a held-out one; nearer to 0.5 is better. 0 is copies, and held-out
    /// pictures themselves get 0.5 by definition.
    /// </summary>
    public static EvaluationMetric TrainingDistanceRank { get; } =
        OfResult("training_distance_rank", "rank of distance to training set", MetricDirection.NearTarget, result => result.Memorization?.Auc)
            with
        { Target = 0.5, RealOf = generated => generated.Memorization is null ? null : 0.5 };

    /// <summary>The name in files: <c>frechet_distance</c>.</summary>
    public string Name { get; }

    /// <summary>The name in sentences: <c>Fréchet distance</c>.</summary>
    public string Words { get; }

    /// <summary>What is better.</summary>
    public MetricDirection Direction { get; }

    /// <summary>Whether each feature extractor has a value of its own; else there is one of the pictures as they are.</summary>
    public bool IsOfFeatures { get; }

    /// <summary>The best value there is, for <see cref="MetricDirection.NearTarget"/>.</summary>
    /// <value>The default value is 0.</value>
    public double Target { get; init; }

    /// <summary>What a value is multiplied by where people read it; files, TensorBoard and <see cref="Read"/> have it as it is.</summary>
    /// <value>The default value is 1.</value>
    public double Scale { get; init; } = 1;

    /// <summary>What follows <see cref="Words"/> where people read it, such as <c>× 1000</c>.</summary>
    /// <value>The default value is empty.</value>
    public string Unit { get; init; } = "";

    /// <summary><see cref="Words"/> and <see cref="Unit"/>: <c>kernel distance (KID) × 1000</c>.</summary>
    public string Title => Unit.Length == 0 ? Words : $"{Words} {Unit}";

    /// <summary>Whether a best generator can be named by it.</summary>
    public bool IsRanked => Direction is MetricDirection.Lower or MetricDirection.Higher or MetricDirection.NearTarget;

    /// <summary>What a generated picture's measurement itself knows of real ones; null for what the noise floor gets.</summary>
    internal Func<EvaluationResult, double?>? RealOf { get; private init; }

    internal Func<Features, Features, double>? ComputeOfFeatures { get; private init; }

    internal Func<torch.Tensor, torch.Tensor, double>? ComputeOfPictures { get; private init; }

    /// <summary>A metric that is made of an extractor's other numbers.</summary>
    /// <param name="name">The name in files: lower-case letters, digits and underscores.</param>
    /// <param name="words">The name in sentences.</param>
    /// <param name="direction">What is better.</param>
    /// <param name="read">Makes the value.</param>
    /// <returns>The metric; <c>with</c> gives it a unit, a scale or a target.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or there are no words.</exception>
    public static EvaluationMetric OfScores(string name, string words, MetricDirection direction, Func<FeatureScores, double> read) =>
        new(name, words, direction, isOfFeatures: true, (_, scores) => scores is null ? null : read(scores));

    /// <summary>A metric that is made of a measurement's other numbers.</summary>
    /// <param name="name">The name in files: lower-case letters, digits and underscores.</param>
    /// <param name="words">The name in sentences.</param>
    /// <param name="direction">What is better.</param>
    /// <param name="read">Makes the value; null where there is none.</param>
    /// <returns>The metric; <c>with</c> gives it a unit, a scale or a target.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or there are no words.</exception>
    public static EvaluationMetric OfResult(string name, string words, MetricDirection direction, Func<EvaluationResult, double?> read) =>
        new(name, words, direction, isOfFeatures: false, (result, _) => read(result));

    /// <summary>A metric that is computed of two sets of features, by each extractor.</summary>
    /// <param name="name">The name in files: lower-case letters, digits and underscores.</param>
    /// <param name="words">The name in sentences.</param>
    /// <param name="direction">What is better.</param>
    /// <param name="compute">
    /// Compares the training set's features, first, with those measured. Both stay the evaluator's. What it throws ends the measurement;
    /// an <see cref="EvaluationException"/> does not end a run that is measured while it trains.
    /// </param>
    /// <returns>The metric; <c>with</c> gives it a unit, a scale or a target.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or there are no words.</exception>
    public static EvaluationMetric OfFeatures(
        string name, string words, MetricDirection direction, Func<Features, Features, double> compute) =>
        new(name, words, direction, isOfFeatures: true, (_, scores) => Known(scores?.Own, name)) { ComputeOfFeatures = compute };

    /// <summary>A metric that is computed of two sets of pictures.</summary>
    /// <param name="name">The name in files: lower-case letters, digits and underscores.</param>
    /// <param name="words">The name in sentences.</param>
    /// <param name="direction">What is better.</param>
    /// <param name="compute">
    /// Compares the training set's pictures, first, with those measured: uint8 [N, C, H, W]. Both stay the evaluator's; tensors that it
    /// makes are disposed for it. What it throws ends the measurement, as with <see cref="OfFeatures"/>.
    /// </param>
    /// <returns>The metric; <c>with</c> gives it a unit, a scale or a target.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or there are no words.</exception>
    public static EvaluationMetric OfPictures(
        string name, string words, MetricDirection direction, Func<torch.Tensor, torch.Tensor, double> compute) =>
        new(name, words, direction, isOfFeatures: false, (result, _) => Known(result.Own, name)) { ComputeOfPictures = compute };

    /// <summary>Finds the value in a measurement.</summary>
    /// <param name="result">The measurement.</param>
    /// <param name="extractor">Which extractor's, for a metric of features. The default value is 0, the first.</param>
    /// <returns>The value as it is, without <see cref="Scale"/>; null when it was not measured.</returns>
    public double? Read(EvaluationResult result, int extractor = 0) => _read(result, result.Scores.ElementAtOrDefault(extractor));

    /// <summary>Finds what held-out real pictures get.</summary>
    /// <param name="generated">The measurement of a generator.</param>
    /// <param name="noiseFloor">What the same evaluator measured of held-out pictures.</param>
    /// <param name="extractor">Which extractor's, for a metric of features. The default value is 0, the first.</param>
    /// <returns>The value as it is, without <see cref="Scale"/>; null when it was not measured.</returns>
    public double? ReadReal(EvaluationResult generated, EvaluationResult noiseFloor, int extractor = 0) =>
        RealOf is null ? Read(noiseFloor, extractor) : RealOf(generated);

    /// <summary>Whether one value says more for a generator than another.</summary>
    /// <param name="value">The one value.</param>
    /// <param name="other">The other; any number is better than none (NaN).</param>
    /// <returns>
    /// False when they are equally good, when <paramref name="value"/> is no number, and when nothing is <see cref="IsRanked"/>.
    /// </returns>
    public bool IsBetter(double value, double other) => IsRanked && !double.IsNaN(value) && (double.IsNaN(other) || Direction switch
    {
        MetricDirection.Lower => value < other,
        MetricDirection.Higher => value > other,
        _ => Math.Abs(value - Target) < Math.Abs(other - Target),
    });

    /// <summary>A value as people read it, times <see cref="Scale"/>; <see cref="Title"/> says so.</summary>
    /// <param name="value">The value as it is.</param>
    /// <returns>The number to show.</returns>
    public double Shown(double value) => Scale * value;

    /// <inheritdoc/>
    public bool Equals(EvaluationMetric? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name in files.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static double? Known(IReadOnlyDictionary<string, double>? own, string name) =>
        own is not null && own.TryGetValue(name, out double value) ? value : null;
}
