using System.Diagnostics;
using System.Runtime.ExceptionServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// One call to train, from start to end: epochs of steps, and at every tick all that is slow. Between two ticks nothing waits for the
/// device; everything that is done to the state is done between two steps.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly GanTrainer _trainer;
    private readonly IImageDataset _dataset;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly GanOptions _options;
    private readonly EpochSampler _sampler;
    private readonly IBatchSource _batches;
    private readonly IReadOnlyDictionary<string, torch.Tensor> _state;
    private readonly StateSnapshot _lastGood = new();
    private readonly long _startTime;
    private long _firstStep;
    private long _tickTime;
    private int _timedSteps;
    private bool _stepUnderWay;

    public TrainingLoop(
        GanTrainer trainer, IImageDataset dataset, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _trainer = trainer;
        _dataset = dataset;
        _progress = progress;
        _cancellation = cancellation;
        _options = trainer.Options;
        _state = trainer.LiveTensors();
        _startTime = trainer.Time.GetTimestamp();
        _sampler = new EpochSampler(dataset.Count, _options.BatchSize, _options.Seed);
        _batches = dataset.ByteCount() <= _options.MaxResidentBytes
            ? new ResidentImages(dataset, _sampler, trainer.Device)
            : new StreamedImages(dataset, _sampler, trainer.Device, _options.Epochs, cancellation);
    }

    /// <summary>Steps in a tick: as many as asked for or fewer, so that an epoch's ticks are of one length and only the last may be shorter.</summary>
    private int TickLength
    {
        get
        {
            int ticks = ((_sampler.StepsPerEpoch - 1) / _options.StepsPerTick) + 1;
            return ((_sampler.StepsPerEpoch - 1) / ticks) + 1;
        }
    }

    private long TotalSteps => (long)_options.Epochs * _sampler.StepsPerEpoch;

    public TrainingResult Run()
    {
        using Activity? activity = GanDiagnostics.Activities.StartActivity(GanDiagnostics.TrainActivityName);
        TrainingOutcome outcome = TrainingOutcome.Failed;
        try
        {
            Start();
            while (_trainer.Position.Epoch < _options.Epochs && _trainer.StopReason is null)
            {
                RunEpoch();
            }

            outcome = _trainer.Position.Epoch < _options.Epochs ? TrainingOutcome.Stopped : TrainingOutcome.Completed;
        }
        catch (OperationCanceledException cancelled)
            when (!_stepUnderWay && _cancellation.IsCancellationRequested && cancelled.CancellationToken == _cancellation)
        {
            outcome = TrainingOutcome.Cancelled;
            throw;
        }
        catch (TrainingDivergedException)
        {
            outcome = TrainingOutcome.Diverged;
            throw;
        }
        finally
        {
            activity?.SetTag("gan.outcome", outcome.ToString());
            End(outcome);
        }

        TrainingPosition position = _trainer.Position;
        return new TrainingResult(position.Epoch, position.Step, position.Images, [.. _trainer.History], Elapsed())
        {
            StopReason = outcome == TrainingOutcome.Stopped ? _trainer.StopReason : null,
            Remarks = [.. _trainer.Remarks],
        };
    }

    public void Dispose()
    {
        _batches.Dispose();
        _lastGood.Dispose();
    }

    private void Start()
    {
        foreach (ITrainingObserver observer in _trainer.Observers)
        {
            observer.OnStarting(_trainer, _dataset);
        }

        _trainer.Generator.Network.train();
        _trainer.Discriminator.Network.train();
        _firstStep = _trainer.Position.Step;
        if (TorchRuntime.LoadReport is { } report)
        {
            TrainingLog.NativeLoading(_trainer.Logger, report);
        }

        TrainingLog.Started(
            _trainer.Logger,
            _trainer.Device.ToString(),
            _dataset.Count,
            _dataset.Name,
            _trainer.Position.Epoch + 1,
            _options.Epochs,
            _options.BatchSize,
            _trainer.Precision,
            torch.get_num_threads());
        foreach (ITrainingObserver observer in _trainer.Observers)
        {
            observer.OnStarted(_trainer);
        }

        _trainer.ClearGradients();
        _lastGood.Take(new TrainingState(_trainer.Position, _trainer.History, _state));
        _tickTime = _trainer.Time.GetTimestamp();
    }

    private void RunEpoch()
    {
        int epoch = _trainer.Position.Epoch;
        while (_trainer.Position.Epoch == epoch && _trainer.StopReason is null)
        {
            using ImageBatch? real = _cancellation.IsCancellationRequested ? null : _batches.Read(epoch, _trainer.Position.StepInEpoch);
            if (real is null)
            {
                ReadTick();
                throw new OperationCanceledException("Training was cancelled after the step under way.", _cancellation);
            }

            TakeStep(real);
            bool epochEnds = _trainer.Position.StepInEpoch == _sampler.StepsPerEpoch;
            if (epochEnds || _trainer.Position.StepsInTick >= TickLength)
            {
                EndTick(epochEnds);
            }
        }
    }

    private void TakeStep(ImageBatch real)
    {
        _stepUnderWay = true;
        using var scope = torch.NewDisposeScope();
        TrainingPosition position = _trainer.Position;
        int batch = _options.BatchSize;
        long draw = position.Step + ((long)position.RollBacks << 40);
        SeedGlobalGenerators(RandomSeeds.Derive(_options.Seed, "step", draw));
        torch.Tensor latent = _trainer.Generator.Latent.Sample(batch, RandomSeeds.Derive(_options.Seed, "latent", draw), _trainer.Device);
        torch.Tensor? labels = _trainer.Generator.ClassCount > 0 ? real.Labels : null;
        torch.Tensor bytes = _options.HorizontalFlip
            ? RandomHorizontalFlip.Apply(real.Images, RandomSeeds.Derive(_options.Seed, "flip", draw))
            : real.Images;

        using (torch.Tensor seen = _trainer.Step.Take(PixelScaling.ToNetwork(bytes), labels, latent))
        {
            _trainer.TickSums.add_(seen);
        }

        _trainer.Position = position with
        {
            StepInEpoch = position.StepInEpoch + 1,
            Step = position.Step + 1,
            Images = position.Images + batch,
            StepsInTick = position.StepsInTick + 1,
        };
        _timedSteps++;
        _stepUnderWay = false;
    }

    /// <summary>Dropout and the like draw from the global generators: seeded by the step, they need no state in a checkpoint.</summary>
    private void SeedGlobalGenerators(long seed)
    {
        torch.manual_seed(seed).Dispose();
        if (_trainer.Device.type == DeviceType.CUDA)
        {
            torch.cuda.manual_seed_all(seed);
        }
    }

    private void EndTick(bool epochEnds)
    {
        if (ReadTick() is not { } means)
        {
            return;
        }

        TimeSpan duration = _trainer.Time.GetElapsedTime(_tickTime);
        double imagesPerSecond = _timedSteps * _options.BatchSize / Math.Max(duration.TotalSeconds, 1e-9);
        GanDiagnostics.Images.Add((long)_timedSteps * _options.BatchSize);
        GanDiagnostics.StepDuration.Record(duration.TotalSeconds / Math.Max(_timedSteps, 1));

        TrainingPosition position = _trainer.Position;
        HistoryEntry entry = new(
            position.Epoch + 1, position.Step, position.Images, means[0], means[1], means[2], means[3], imagesPerSecond);
        _trainer.CloseTick(entry);
        _trainer.Position = epochEnds
            ? position with { Epoch = position.Epoch + 1, StepInEpoch = 0, StepsInTick = 0 }
            : position with { StepsInTick = 0 };
        _lastGood.Take(new TrainingState(_trainer.Position, _trainer.History, _state));

        Report(entry, epochEnds);
        _tickTime = _trainer.Time.GetTimestamp();
        _timedSteps = 0;
    }

    private void Report(HistoryEntry entry, bool epochEnds)
    {
        TimeSpan elapsed = Elapsed();
        TimeSpan remaining = elapsed * ((TotalSteps - entry.Step) / (double)Math.Max(entry.Step - _firstStep, 1));
        TrainingProgress progress = new(
            entry.Epoch,
            _options.Epochs,
            entry.Step,
            TotalSteps,
            entry.DiscriminatorLoss,
            entry.GeneratorLoss,
            entry.RealScore,
            entry.FakeScore,
            entry.ImagesPerSecond,
            elapsed,
            remaining);
        TrainingLog.Tick(
            _trainer.Logger, entry.Epoch, entry.Step, entry.DiscriminatorLoss, entry.GeneratorLoss, entry.RealScore, entry.FakeScore, entry.ImagesPerSecond);
        _progress?.Report(progress);
        foreach (ITrainingObserver observer in _trainer.Observers)
        {
            observer.OnTick(_trainer, progress);
            if (epochEnds)
            {
                observer.OnEpochEnd(_trainer);
            }
        }
    }

    /// <summary>
    /// Reads the losses of the tick under way. When one of them or a weight is not finite, the state returns to the start of the tick:
    /// the result is then null, or the run ends, as the policy says.
    /// </summary>
    private float[]? ReadTick()
    {
        using var scope = torch.NewDisposeScope();
        TrainingPosition position = _trainer.Position;
        float[] means = _trainer.TickSums.div(Math.Max(position.StepsInTick, 1)).data<float>().ToArray();
        string? problem = FiniteCheck.Problem(means, _state);
        if (problem is null)
        {
            return means;
        }

        _trainer.RestoreState(_lastGood.State);
        TrainingPosition good = _trainer.Position;
        if (_options.NonFinitePolicy == NonFinitePolicy.Stop || good.RollBacks >= _options.MaxRollBacks)
        {
            throw new TrainingDivergedException(
                $"{problem} is not finite in epoch {position.Epoch + 1}, between steps {good.Step + 1} and {position.Step}. "
                + $"The state of step {good.Step}, the last good one, is kept. Train with a lower learning rate "
                + $"(now {_options.GeneratorOptimizer.LearningRate} and {_options.DiscriminatorOptimizer.LearningRate})"
                + (_options.NonFinitePolicy == NonFinitePolicy.Stop
                    ? ", or choose NonFinitePolicy.RollBack."
                    : $": {good.RollBacks} returns to an earlier state have not helped."));
        }

        _trainer.Position = good with { RollBacks = good.RollBacks + 1 };
        _lastGood.Take(new TrainingState(_trainer.Position, _trainer.History, _state));
        TrainingLog.RolledBack(_trainer.Logger, problem, good.Step, position.Step, good.RollBacks + 1, _options.MaxRollBacks);
        return null;
    }

    private void End(TrainingOutcome outcome)
    {
        TrainingLog.Ended(_trainer.Logger, outcome, _trainer.Position.Epoch, _trainer.Position.Step);
        List<Exception> failures = [];
        foreach (ITrainingObserver observer in _trainer.Observers)
        {
            try
            {
                observer.OnEnded(_trainer, outcome);
            }
#pragma warning disable CA1031 // One observer's failure must not keep the others from ending; it is thrown below.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures.Add(failure);
            }
        }

        // After a failure, what failed first is on its way to the caller already.
        if (outcome != TrainingOutcome.Failed && failures.Count > 0)
        {
            ExceptionDispatchInfo.Throw(failures[0]);
        }
    }

    private TimeSpan Elapsed() => _trainer.Time.GetElapsedTime(_startTime);
}
