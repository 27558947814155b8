using System.Globalization;
using Gan.Core.ModelFiles;
using Gan.Evaluation;
using Gan.Imaging;

namespace Gan.Reports;

/// <summary>
/// Trains several presets at equal epochs with the same seeds and measures all of them at the same epochs. What is in the folder from an
/// earlier call is gone on with, so that a comparison of hours can be interrupted.
/// </summary>
/// <example>
/// <code>
/// GanComparison comparison = new(
///     new Dictionary&lt;string, Func&lt;GanBuilder&gt;&gt;
///     {
///         ["plain"] = () =&gt; GanPresets.LearningRate0003(),
///         ["flipped"] = () =&gt; GanPresets.LearningRate0003().WithHorizontalFlip(),
///     },
///     new ComparisonOptions { Epochs = 20, Seeds = [1, 2, 3], Folder = "runs/flips" });
/// ComparisonReport.Write("runs/flips/report.html", comparison.Run(dogs, heldOut, [features]));
/// </code>
/// </example>
public sealed class GanComparison
{
    private readonly IReadOnlyDictionary<string, Func<GanBuilder>> _presets;
    private readonly ComparisonOptions _options;

    /// <summary>Creates a comparison; nothing is computed or written yet.</summary>
    /// <param name="presets">
    /// What is compared, in the order of the dictionary: for each name, which folders are called after, what gives a new builder. Epochs,
    /// seed, folder and pictures are set for it; device, logger and everything else are as the builder has them.
    /// </param>
    /// <param name="options">How; null for the defaults.</param>
    public GanComparison(IReadOnlyDictionary<string, Func<GanBuilder>> presets, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(presets);
        _presets = presets;
        _options = options ?? new ComparisonOptions();
    }

    /// <summary>Trains what is missing, and measures everything.</summary>
    /// <param name="dataset">What to learn.</param>
    /// <param name="heldOut">Real pictures of the same kind that training never sees; at least 20.</param>
    /// <param name="extractors">The features to measure with, the most telling one first; they stay the caller's.</param>
    /// <param name="progress">Told at each tick and each stage, on this thread; null for nobody.</param>
    /// <param name="cancellationToken">
    /// Stops after the step or stage under way; what was trained is saved, and the next call goes on.
    /// </param>
    /// <returns>What was found, for <see cref="ComparisonReport.Write"/>.</returns>
    /// <exception cref="GanConfigurationException">
    /// Options, presets and pictures do not fit together, which is found before anything is trained; or a run in the folder is another one.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">A run cannot be compared, since its losses or weights are not finite.</exception>
    /// <exception cref="EvaluationException">The pictures of a run cannot be measured.</exception>
    /// <exception cref="GanFileException">The system refuses, or a file in the folder is damaged.</exception>
    public ComparisonResult Run(
        IImageDataset dataset,
        IImageDataset heldOut,
        IReadOnlyList<IFeatureExtractor> extractors,
        IProgress<ComparisonProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(extractors);
        GanConfigurationException.ThrowIfAny("The comparison", Problems());
        using Evaluator evaluator = new(dataset, heldOut, extractors, _options.Measurement);
        List<ComparedRun> runs = [];
        foreach (long seed in _options.Seeds)
        {
            foreach (string preset in _presets.Keys)
            {
                RunFolder folder = FolderOf(preset, seed);
                ComputeDevice device = Train(preset, seed, folder, dataset, progress, cancellationToken);
                runs.Add(Measure(preset, seed, folder, device, evaluator, dataset, progress, cancellationToken));
            }
        }

        const string Real = "held-out pictures";
        EvaluationResult floor = evaluator.MeasureNoiseFloor(Stages(progress, Real, epoch: 0), cancellationToken);
        progress?.Report(new ComparisonProgress(Real, ComparisonStage.Measured, Epoch: 0));
        return new ComparisonResult(runs, floor);
    }

    private IEnumerable<string> Problems()
    {
        foreach (string problem in _options.Validate())
        {
            yield return problem;
        }

        if (_presets.Count == 0)
        {
            yield return "there is no preset; name at least one.";
        }

        foreach ((string name, Func<GanBuilder> create) in _presets)
        {
            if (string.IsNullOrWhiteSpace(name) || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            {
                yield return $"'{name}' cannot name a preset: a folder is called after it.";
            }

            foreach (string problem in create().Validate())
            {
                yield return $"{name}: {problem}";
            }
        }
    }

    private RunFolder FolderOf(string preset, long seed) =>
        new(Path.Combine(_options.Folder, string.Create(CultureInfo.InvariantCulture, $"{preset}-seed{seed}")));

    private ComputeDevice Train(
        string preset,
        long seed,
        RunFolder folder,
        IImageDataset dataset,
        IProgress<ComparisonProgress>? progress,
        CancellationToken cancellationToken)
    {
        ComparisonProgress start = new(ComparedRun.NameOf(preset, seed), ComparisonStage.Training, Epoch: 0);
        progress?.Report(start);
        GanBuilder builder = _presets[preset]();
        using GanTrainer trainer = builder
            .WithEpochs(_options.Epochs)
            .WithSeed(seed)
            .SaveTo(folder.Root, new SaveOptions { Resume = ResumeMode.Auto, GeneratorEvery = _options.Interval })
            .WithPictures(_options.Interval)
            .Build();
        RelayedProgress<TrainingProgress> ticks = new(tick => progress?.Report(start with { Epoch = tick.Epoch, Training = tick }));
        TrainingResult result = trainer.Train(dataset, ticks, cancellationToken);
        GanConfigurationException.ThrowIfAny("The comparison", Differences(folder, result));
        return builder.Device;
    }

    // A run that was there before may be longer, or have kept other generators: its numbers would stand under wrong epochs.
    private IEnumerable<string> Differences(RunFolder folder, TrainingResult result)
    {
        if (result.Epochs != _options.Epochs)
        {
            yield return
                $"the run in '{folder.Root}' has {ReportText.Count(result.Epochs, "epoch")}, and {_options.Epochs} are to be "
                + $"compared. Ask for as many, or name another folder.";
        }
        else if (_options.MeasuredEpochs.SkipLast(1).FirstOrDefault(epoch => !File.Exists(folder.GeneratorAt(epoch)))
            is > 0 and int missing)
        {
            yield return
                $"the run in '{folder.Root}' kept no generator after epoch {missing}. Measure at epochs that fit what it kept, or "
                + $"name another folder.";
        }
    }

    private ComparedRun Measure(
        string preset,
        long seed,
        RunFolder folder,
        ComputeDevice device,
        Evaluator evaluator,
        IImageDataset training,
        IProgress<ComparisonProgress>? progress,
        CancellationToken cancellationToken)
    {
        string name = ComparedRun.NameOf(preset, seed);
        Dictionary<int, EvaluationResult> evaluations = [];
        foreach (int epoch in _options.MeasuredEpochs)
        {
            bool isLast = epoch == _options.Epochs;
            using GanGenerator generator = GanGenerator.Load(isLast ? folder.Generator : folder.GeneratorAt(epoch), device);
            EvaluationResult result = evaluator.Evaluate(generator, Stages(progress, name, epoch), cancellationToken);
            evaluations.Add(epoch, result);
            progress?.Report(new ComparisonProgress(name, ComparisonStage.Measured, epoch));
            if (isLast)
            {
                NeighbourPicture.Save(Path.Combine(folder.Root, ComparedRun.NeighboursFile), generator, training, result);
            }
        }

        RunDescription description = RunDescription.FromJson(File.ReadAllText(folder.Description), folder.Description);
        return new ComparedRun(preset, seed, folder, description, HistoryFile.Read(folder.History), evaluations);
    }

    private static RelayedProgress<EvaluationProgress> Stages(IProgress<ComparisonProgress>? progress, string subject, int epoch) =>
        new(stage => progress?.Report(new ComparisonProgress(subject, ComparisonStage.Measuring, epoch) { Evaluation = stage }));
}
