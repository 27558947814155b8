using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Measures generators against the pictures that they were trained on, with every metric, and measures real pictures that were held out
/// in the same way: that is the noise floor, which no generator needs to be below.
/// </summary>
/// <remarks>
/// The features of the training set are computed once and kept, so that one evaluator measures many generators. The same generator, seed
/// and machine give the same numbers bit for bit.
/// </remarks>
/// <example>
/// <code>
/// using RandomConvFeatures features = new();
/// using Evaluator evaluator = new(training, heldOut, [features]);
/// EvaluationResult floor = evaluator.MeasureNoiseFloor(), result = evaluator.Evaluate(generator);
/// Console.WriteLine($"{result.Scores[0].FrechetDistance:F2}, real pictures {floor.Scores[0].FrechetDistance:F2}");
/// </code>
/// </example>
public sealed class Evaluator : IDisposable
{
    internal const int FewestPictures = 20;
    private const int FewPictures = 1000;

    private readonly IImageDataset _training;
    private readonly IImageDataset _heldOut;
    private readonly IReadOnlyList<IFeatureExtractor> _extractors;
    private readonly EvaluationOptions _options;
    private ReferenceSet? _reference;
    private EvaluationResult? _noiseFloor;

    /// <summary>Prepares measuring; nothing is computed yet.</summary>
    /// <param name="training">The pictures that the generators were trained on.</param>
    /// <param name="heldOut">Real pictures of the same kind that they never saw.</param>
    /// <param name="extractors">At least one; they stay the caller's, who disposes them after this object.</param>
    /// <param name="options">How to measure; null for the defaults.</param>
    /// <exception cref="EvaluationException">
    /// The sets cannot be compared, or an option is out of range; the message lists every problem.
    /// </exception>
    public Evaluator(
        IImageDataset training, IImageDataset heldOut, IReadOnlyList<IFeatureExtractor> extractors, EvaluationOptions? options = null)
    {
        _training = training;
        _heldOut = heldOut;
        _extractors = [.. extractors];
        _options = options ?? new EvaluationOptions();
        string[] problems = [.. Problems(training, heldOut, _extractors.Count, _options)];
        if (problems.Length > 0)
        {
            throw new EvaluationException($"The generator cannot be measured: {string.Join(" ", problems)}");
        }
    }

    /// <summary>How many pictures are generated.</summary>
    public int Samples => _options.Samples ?? _heldOut.Count;

    /// <summary>How many training pictures they are compared with.</summary>
    public int ReferenceCount => Math.Min(_training.Count, _options.MaxReference);

    private int FloorCount => Math.Min(Samples, _heldOut.Count);

    private IEnumerable<EvaluationMetric> OwnOfPictures => _options.Metrics.Where(metric => metric.ComputeOfPictures is not null);

    /// <summary>Measures held-out real pictures as if they were generated: as many of them, if there are.</summary>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    /// <returns>What a generator would get that could not be told from the data; computed once.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public EvaluationResult MeasureNoiseFloor(IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (_noiseFloor is null)
        {
            EvaluationStages stages = Stages(progress, cancellationToken);
            stages.Begin("held-out pictures");
            using torch.Tensor pictures = PictureBytes.Load(_heldOut, FloorCount, _options.Seed);
            _noiseFloor = Measure(pictures, _heldOut.Name, isReal: true, stages);
        }

        return _noiseFloor;
    }

    /// <summary>Generates pictures and measures them.</summary>
    /// <param name="generator">The generator; its network returns to the mode it was in.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="EvaluationException">The generator makes pictures of another shape, or numbers that are not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public EvaluationResult Evaluate(
        IGenerator generator, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (generator.ImageShape != _training.Shape)
        {
            throw new EvaluationException(
                $"The generator makes pictures of {generator.ImageShape}, and those of '{_training.Name}' are {_training.Shape}. " +
                "Measure it against the pictures that it was trained on.");
        }

        EvaluationStages stages = Stages(progress, cancellationToken);
        stages.Begin("generating pictures");
        using torch.Tensor pictures = PictureBytes.Sample(generator, Samples, _options.Seed, cancellationToken);
        return Measure(pictures, "generated", isReal: false, stages);
    }

    /// <summary>Lets go of the training set's features; the extractors stay the caller's.</summary>
    public void Dispose() => _reference?.Dispose();

    private EvaluationResult Measure(torch.Tensor pictures, string source, bool isReal, EvaluationStages stages)
    {
        _reference ??= new ReferenceSet(_training, _heldOut, _options);
        List<FeatureScores> scores = [];
        foreach (IFeatureExtractor extractor in _extractors)
        {
            stages.Begin($"features: {extractor.Name}");
            Features reference = _reference.Of(extractor);
            using Features features = extractor.ExtractFrom(pictures, source);
            stages.Begin($"distances: {extractor.Name}");
            scores.Add(FeatureScores.Compute(reference, features, _options));
        }

        stages.Begin("sliced Wasserstein distance");
        SlicedWassersteinResult sliced = SlicedWasserstein.Compute(_reference.Pictures, pictures, seed: _options.Seed);
        stages.Begin("variety");
        double similarity = Diversity.MeanSimilarity(pictures, seed: _options.Seed);
        stages.Begin("memorisation");
        MemorizationResult? memorization = isReal ? null : _reference.CompareDistances(pictures);
        IReadOnlyDictionary<string, double> own = MeasureOwn(pictures, stages);
        stages.End();
        return new EvaluationResult
        {
            Source = source,
            Count = (int)pictures.shape[0],
            Reference = _training.Name,
            ReferenceCount = (int)_reference.Pictures.shape[0],
            Seed = _options.Seed,
            Scores = scores,
            SlicedWasserstein = sliced,
            MeanSimilarity = similarity,
            ReferenceMeanSimilarity = _reference.MeanSimilarity,
            Memorization = memorization,
            Warnings = [.. Warnings((int)pictures.shape[0])],
            Own = own,
            OwnMetrics = _options.Metrics,
        };
    }

    private Dictionary<string, double> MeasureOwn(torch.Tensor pictures, EvaluationStages stages)
    {
        Dictionary<string, double> values = [];
        foreach (EvaluationMetric metric in OwnOfPictures)
        {
            stages.Begin(metric.Words);
            using var scope = torch.NewDisposeScope();
            values.Add(metric.Name, metric.ComputeOfPictures!(_reference!.Pictures, pictures));
        }

        return values;
    }

    private EvaluationStages Stages(IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        TorchRuntime.EnsureLoaded();
        return new EvaluationStages(4 + (2 * _extractors.Count) + OwnOfPictures.Count(), progress, cancellationToken);
    }

    private IEnumerable<string> Warnings(int count)
    {
        if (count < FewPictures)
        {
            yield return $"{count} pictures are few: the Fréchet distance is too high by an amount that depends on their number, and the " +
                $"others vary much. Compare only numbers of {count} pictures, or measure {FewPictures} or more.";
        }

        if (Samples > FloorCount)
        {
            yield return $"The noise floor is that of {FloorCount} pictures, since no more are held out, and generated are {Samples}: " +
                "Fréchet distances of different numbers of pictures cannot be compared.";
        }

        if (_training.Count > _options.MaxReference)
        {
            yield return $"Compared with {_options.MaxReference} of {_training.Count} training pictures: copies of the others are not found.";
        }
    }

    /// <summary>Lists what keeps two sets from being compared.</summary>
    internal static IEnumerable<string> Problems(
        IImageDataset training, IImageDataset heldOut, int extractors, EvaluationOptions options)
    {
        if (training.Shape != heldOut.Shape)
        {
            yield return $"the pictures of '{training.Name}' are {training.Shape}, and those of '{heldOut.Name}' {heldOut.Shape}.";
        }

        if (Math.Min(training.Shape.Height, training.Shape.Width) < StructuralSimilarity.Window)
        {
            yield return $"the pictures of '{training.Name}' are {training.Shape}; measuring needs {StructuralSimilarity.Window} pixels a side.";
        }

        if (training.Fingerprint == heldOut.Fingerprint)
        {
            yield return $"'{heldOut.Name}' holds the same pictures as '{training.Name}'; name pictures that were held out of training.";
        }

        foreach (IImageDataset dataset in new[] { training, heldOut })
        {
            if (dataset.Count < FewestPictures)
            {
                yield return $"'{dataset.Name}' has {dataset.Count} pictures; at least {FewestPictures} are needed.";
            }
        }

        if (extractors == 0)
        {
            yield return "there is no feature extractor; name at least one.";
        }

        foreach (string problem in options.Validate())
        {
            yield return problem;
        }
    }
}
