using System.Globalization;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Measures a generator while it trains. The measurements of a run that is resumed are read back and cut to where it goes on, so that
/// they end as those of a run that was not interrupted. Serves one trainer at a time.
/// </summary>
public sealed class EvaluationObserver : ITrainingObserver
{
    /// <summary>The measurements inside the run's folder, for <see cref="EvaluationHistoryFile.Read"/>.</summary>
    /// <value><c>evaluations.csv</c>.</value>
    public const string EvaluationsFile = "evaluations.csv";

    /// <summary>The best generator inside the run's folder, for <see cref="GanGenerator.Load(string, ComputeDevice)"/>.</summary>
    /// <value><c>best.safetensors</c>.</value>
    public const string BestGeneratorFile = "best.safetensors";

    /// <summary>Pictures of each kind in which traces of augmentation are looked for.</summary>
    private const int MostForLeaks = 1000;

    private readonly IImageDataset _heldOut;
    private readonly TrainingEvaluationOptions _options;
    private readonly IReadOnlyList<IFeatureExtractor>? _extractors;
    private readonly IProgress<EvaluationProgress>? _progress;
    private readonly List<EvaluationEntry> _entries = [];
    private IReadOnlyList<IFeatureExtractor> _used = [];
    private IImageDataset? _training;
    private bool _warned;
    private Evaluator? _evaluator;
    private string? _file;
    private string? _bestFile;
    private BestGenerator? _best;

    /// <summary>Creates an observer; nothing is computed or written before training starts.</summary>
    /// <param name="heldOut">Real pictures that training never sees.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="extractors">The features to measure with; they stay the caller's. Null for <see cref="RandomConvFeatures"/>.</param>
    /// <param name="progress">Told of each stage of a measurement, on the training thread; null for nobody.</param>
    public EvaluationObserver(
        IImageDataset heldOut,
        TrainingEvaluationOptions? options = null,
        IReadOnlyList<IFeatureExtractor>? extractors = null,
        IProgress<EvaluationProgress>? progress = null)
    {
        _heldOut = heldOut;
        _options = options ?? new TrainingEvaluationOptions();
        _extractors = extractors is null ? null : [.. extractors];
        _progress = progress;
    }

    /// <summary>What was measured so far, the oldest first.</summary>
    public IReadOnlyList<EvaluationEntry> Entries => _entries;

    /// <summary>The best measurement so far; null before the first.</summary>
    public EvaluationEntry? Best { get; private set; }

    /// <summary>What is wrong with the run as of the last measurement, if anything.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; private set; } = [];

    /// <summary>The number that decides which measurement is the best.</summary>
    public EvaluationMetric Metric => _options.Metric;

    /// <inheritdoc/>
    public IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset)
    {
        _file = trainer.Folder is { } folder ? Path.Combine(folder, EvaluationsFile) : null;
        _bestFile = trainer.Folder is { } run ? Path.Combine(run, BestGeneratorFile) : null;
        if (_options.KeepBest && _bestFile is null)
        {
            yield return "keeping the best generator needs a folder: call SaveTo(folder) too.";
        }

        foreach (string problem in _options.Validate().Concat(
            Evaluator.Problems(dataset, _heldOut, _extractors?.Count ?? 1, _options.Measurement)))
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public void OnStarting(GanTrainer trainer, IImageDataset dataset)
    {
        _used = _extractors ?? [new RandomConvFeatures(dataset.Shape.Channels)];
        _training = dataset;
        _evaluator = CreateEvaluator(dataset);
        _warned = false;
    }

    /// <inheritdoc/>
    public void OnStarted(GanTrainer trainer)
    {
        ReadBack(trainer);
        TrainingPosition position = trainer.Position;
        if (IsDue(position) && position.Epoch > 0 && _entries.LastOrDefault()?.Epoch != position.Epoch)
        {
            // Interrupted after the epoch was saved and before it was measured.
            Measure(trainer);
        }
        else
        {
            Judge(trainer);
        }
    }

    /// <inheritdoc/>
    public void OnEpochEnd(GanTrainer trainer)
    {
        if (IsDue(trainer.Position))
        {
            Measure(trainer);
        }
    }

    /// <inheritdoc/>
    public void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
        if (outcome is TrainingOutcome.Completed or TrainingOutcome.Stopped && LeakOfAugmentation(trainer) is { } leak)
        {
            trainer.AddRemark(leak);
        }

        _training = null;
        _evaluator?.Dispose();
        _evaluator = null;
        foreach (IFeatureExtractor own in _extractors is null ? _used : [])
        {
            own.Dispose();
        }

        _used = [];
        Verdicts = Evaluation.Verdicts.Of(trainer.History, _entries);
        foreach (Verdict verdict in Verdicts)
        {
            trainer.AddRemark(verdict.Text);
        }
    }

    /// <summary>What the pictures show of the augmentation, if anything.</summary>
    private string? LeakOfAugmentation(GanTrainer trainer)
    {
        if (trainer.Objective.Augmentations.Count == 0 || _training is null)
        {
            return null;
        }

        using torch.Tensor generated = PictureBytes.Sample(trainer.SampledGenerator, MostForLeaks, trainer.Options.Seed);
        using torch.Tensor onHost = PictureBytes.Load(_training, Math.Min(MostForLeaks, _training.Count), trainer.Options.Seed);
        using torch.Tensor real = onHost.to(trainer.Device);
        using torch.Tensor unseen = PictureBytes.Load(_heldOut, Math.Min(MostForLeaks, _heldOut.Count), trainer.Options.Seed);
        return AugmentationLeak.Describe(AugmentationLeak.Measure(generated, real, unseen, trainer.Objective.Augmentations, trainer.Options.Seed));
    }

    private Evaluator CreateEvaluator(IImageDataset training) => new(training, _heldOut, _used, _options.Measurement);

    private bool IsDue(TrainingPosition position) => position.StepInEpoch == 0 && position.Epoch % _options.Every == 0;

    private void Measure(GanTrainer trainer)
    {
        int epoch = trainer.Position.Epoch;
        IReadOnlyList<string> warnings;
        try
        {
            EvaluationResult floor = _evaluator!.MeasureNoiseFloor(_progress, trainer.CancellationToken);
            EvaluationResult result = _evaluator.Evaluate(trainer.SampledGenerator, _progress, trainer.CancellationToken);
            warnings = result.Warnings;
            _entries.Add(EvaluationEntry.Of(epoch, trainer.Position.Step, result, floor, _heldOut.Fingerprint));
        }
        catch (EvaluationException problem)
        {
            // Pictures that cannot be measured must not end a run of hours.
            EvaluationLog.NotMeasured(trainer.Logger, epoch, problem.Message);
            return;
        }

        foreach (string warning in _warned ? [] : warnings)
        {
            EvaluationLog.LessSure(trainer.Logger, warning);
        }

        _warned = true;
        EvaluationValue value = _entries[^1].Find(Metric)!;
        EvaluationLog.Measured(trainer.Logger, epoch, Metric.Title, Metric.Shown(value.Value), value.Extractor, Metric.Shown(value.Real));
        _best?.Offer(trainer, value);
        Write(trainer);
        Judge(trainer);
    }

    private void Write(GanTrainer trainer)
    {
        if (_file is not null)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
                EvaluationHistoryFile.Write(_file, _entries);
            }
            catch (Exception locked) when (locked is GanFileException or IOException or UnauthorizedAccessException)
            {
                EvaluationLog.NotWritten(trainer.Logger, trainer.Position.Epoch, locked.Message);
            }
        }
    }

    /// <summary>
    /// Finds what is wrong and says what was not wrong before; asks for the end when nothing has improved for long enough.
    /// </summary>
    private void Judge(GanTrainer trainer)
    {
        IReadOnlyList<Verdict> before = Verdicts;
        Verdicts = Evaluation.Verdicts.Of(trainer.History, _entries);
        foreach (Verdict found in Verdicts.Where(verdict => before.All(known => known.Kind != verdict.Kind)))
        {
            EvaluationLog.Found(trainer.Logger, found.Text);
        }

        Best = _entries.Count == 0 ? null : _entries.Aggregate((best, next) => Metric.IsBetter(Value(next), Value(best)) ? next : best);
        int since = Best is null ? 0 : _entries.Count - 1 - _entries.IndexOf(Best);
        if (_options.Patience > 0 && since >= _options.Patience)
        {
            trainer.RequestStop(string.Create(
                CultureInfo.InvariantCulture,
                $"the {Metric.Title} has not improved in {since} measurements: {Shown(Best!):G4} after epoch {Best!.Epoch}, {Shown(_entries[^1]):G4} after epoch {_entries[^1].Epoch}, held-out real pictures {Metric.Shown(Best.Find(Metric)?.Real ?? double.NaN):G4}."));
        }
    }

    private string Conditions => string.Create(
        CultureInfo.InvariantCulture,
        $"{_evaluator!.Samples} pictures, {_evaluator.ReferenceCount} training pictures, seed {_options.Measurement.Seed}, held out {_heldOut.Fingerprint}");

    private double Value(EvaluationEntry entry) => entry.Find(Metric)?.Value ?? double.NaN;

    private double Shown(EvaluationEntry entry) => Metric.Shown(Value(entry));

    private void ReadBack(GanTrainer trainer)
    {
        Verdicts = [];
        if (_file is not null)
        {
            _entries.Clear();
            if (trainer.Position.Step > 0 && File.Exists(_file))
            {
                _entries.AddRange(EvaluationHistoryFile.Read(_file, _options.Measurement.Metrics));
            }
        }

        _entries.RemoveAll(entry => entry.Epoch > trainer.Position.Epoch);
        GanConfigurationException.ThrowIfAny("The training run", Differences());
        if (_file is not null)
        {
            Write(trainer);
        }

        _best = _options.KeepBest ? new BestGenerator(_bestFile!, Metric, Conditions) : null;
        string fingerprint = Metric.IsOfFeatures ? _used[0].Fingerprint : "";
        if (_best is not null && trainer.Position.Step > 0 && !_best.Resume(fingerprint) && (_entries.Count > 0 || File.Exists(_bestFile!)))
        {
            EvaluationLog.BestAnew(trainer.Logger, _bestFile!);
        }
    }

    /// <summary>What keeps the measurements that were made from being compared with those to come.</summary>
    private IEnumerable<string> Differences()
    {
        if (_entries.Count == 0)
        {
            yield break;
        }

        EvaluationEntry last = _entries[^1];
        string[] before = [.. last.Values.Select(value => value.Fingerprint).Where(print => print.Length > 0).Distinct()];
        string? what = last.Samples != _evaluator!.Samples ? $"{last.Samples} pictures instead of {_evaluator.Samples}"
            : last.Reference != _evaluator.ReferenceCount ? $"{last.Reference} training pictures instead of {_evaluator.ReferenceCount}"
            : last.Seed != _options.Measurement.Seed ? $"the seed {last.Seed} instead of {_options.Measurement.Seed}"
            : last.HeldOut != _heldOut.Fingerprint ? "other held-out pictures"
            : !before.SequenceEqual(_used.Select(extractor => extractor.Fingerprint)) ? "other feature extractors"
            : null;
        if (what is not null)
        {
            yield return $"the run was measured with {what}, and such numbers cannot be compared: measure it as before"
                + (_file is null ? "." : $", or move '{_file}' away.");
        }
    }
}
