using TorchSharp;

namespace Gan.Core;

/// <summary>Times the ticks of a call to train, and tells log, metrics and progress of them.</summary>
internal sealed class TickReport
{
    private readonly GanTrainer _trainer;
    private readonly int _stepsPerEpoch;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly long _startTime;
    private long _firstStep;
    private TimeSpan _firstTime;
    private long _tickTime;
    private int _timedSteps;

    public TickReport(GanTrainer trainer, int stepsPerEpoch, IProgress<TrainingProgress>? progress)
    {
        _trainer = trainer;
        _stepsPerEpoch = stepsPerEpoch;
        _progress = progress;
        _startTime = trainer.Time.GetTimestamp();
    }

    /// <summary>What the tick whose line was written last took.</summary>
    public TimeSpan TickTime { get; private set; }

    private TimeSpan Elapsed => _trainer.Time.GetElapsedTime(_startTime);

    /// <summary>Says what is about to be trained.</summary>
    public void Started(IImageDataset dataset)
    {
        (_firstStep, _firstTime) = (_trainer.Position.Step, _trainer.Position.TrainingTime);
        if (TorchRuntime.LoadReport is { } report)
        {
            TrainingLog.NativeLoading(_trainer.Logger, report);
        }

        TrainingLog.Started(
            _trainer.Logger,
            _trainer.Device.ToString(),
            dataset.Count,
            dataset.Name,
            _trainer.Position.Epoch + 1,
            _trainer.Options.Epochs,
            _trainer.Options.BatchSize,
            _trainer.Precision,
            torch.get_num_threads());
    }

    /// <summary>Starts the clock of a tick.</summary>
    public void BeginTick()
    {
        _tickTime = _trainer.Time.GetTimestamp();
        _timedSteps = 0;
    }

    /// <summary>Counts a step, also one that a return to an earlier state undoes.</summary>
    public void CountStep() => _timedSteps++;

    /// <summary>The history's line for the tick that ends now.</summary>
    /// <param name="means"><see cref="TrainingSums"/>, averaged over the tick's steps.</param>
    public HistoryEntry Entry(float[] means)
    {
        TimeSpan duration = TickTime = _trainer.Time.GetElapsedTime(_tickTime);
        int images = _timedSteps * _trainer.Options.ImagesPerStep;
        GanDiagnostics.Images.Add(images);
        GanDiagnostics.StepDuration.Record(duration.TotalSeconds / Math.Max(_timedSteps, 1));
        TrainingPosition position = _trainer.Position;
        return new HistoryEntry
        {
            Epoch = position.Epoch + 1,
            Step = position.Step,
            Images = position.Images,
            DiscriminatorLoss = means[0],
            GeneratorLoss = means[1],
            RealScore = means[2],
            FakeScore = means[3],
            ImagesPerSecond = images / Math.Max(duration.TotalSeconds, 1e-9),
        };
    }

    /// <summary>Tells log and progress of a tick.</summary>
    /// <returns>What they were told.</returns>
    public TrainingProgress Tell(HistoryEntry entry)
    {
        TimeSpan elapsed = Elapsed;
        long totalSteps = TotalSteps(entry.Step);
        TrainingProgress progress = new()
        {
            Epoch = entry.Epoch,
            Epochs = (int)((totalSteps - 1) / _stepsPerEpoch) + 1,
            Step = entry.Step,
            TotalSteps = totalSteps,
            DiscriminatorLoss = entry.DiscriminatorLoss,
            GeneratorLoss = entry.GeneratorLoss,
            RealScore = entry.RealScore,
            FakeScore = entry.FakeScore,
            ImagesPerSecond = entry.ImagesPerSecond,
            Elapsed = elapsed,
            Remaining = elapsed * ((totalSteps - entry.Step) / (double)Math.Max(entry.Step - _firstStep, 1)),
        };
        TrainingLog.Tick(
            _trainer.Logger, entry.Epoch, entry.Step, entry.DiscriminatorLoss, entry.GeneratorLoss, entry.RealScore, entry.FakeScore, entry.ImagesPerSecond);
        _progress?.Report(progress);
        return progress;
    }

    /// <summary>Steps of the whole run: known from its epochs, or estimated from the time that it has.</summary>
    private long TotalSteps(long step)
    {
        long ofEpochs = (long)_trainer.Options.Epochs * _stepsPerEpoch;
        TimeSpan spent = _trainer.Position.TrainingTime;
        if (_trainer.Options.TimeBudget is not { } budget || spent <= _firstTime)
        {
            return ofEpochs;
        }

        // A run that was resumed may have begun without a time, or on another machine: the steps of this call count.
        double left = Math.Max(0, (budget - spent) / (spent - _firstTime));
        return (long)Math.Min(ofEpochs, step + ((step - _firstStep) * left));
    }

    /// <summary>What the call has done.</summary>
    public TrainingResult Result(TrainingOutcome outcome) => new()
    {
        Epochs = _trainer.Position.Epoch,
        Steps = _trainer.Position.Step,
        Images = _trainer.Position.Images,
        History = [.. _trainer.History],
        Elapsed = Elapsed,
        StopReason = outcome == TrainingOutcome.Stopped ? _trainer.StopReason : null,
        Remarks = [.. _trainer.Remarks],
    };
}
