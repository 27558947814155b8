using System.Diagnostics;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// One call to train, from start to end: epochs of steps, and at every tick all that is slow. Between two ticks nothing waits for the
/// device; everything that is done to the state is done between two steps.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();

    private readonly GanTrainer _trainer;
    private readonly TrainingRun _run;
    private readonly IImageDataset _dataset;
    private readonly CancellationToken _cancellation;
    private readonly GanOptions _options;
    private readonly EpochSampler _sampler;
    private readonly StepDraws _draws;
    private readonly NonFiniteGuard _guard;
    private readonly ObserverCalls _observers;
    private readonly TickReport _report;
    private IBatchSource? _batches;
    private bool _stepUnderWay;

    public TrainingLoop(
        GanTrainer trainer, TrainingRun run, IImageDataset dataset, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _trainer = trainer;
        _run = run;
        _dataset = dataset;
        _cancellation = cancellation;
        _options = trainer.Options;
        _sampler = new EpochSampler(dataset.Count, _options.ImagesPerStep, _options.Seed);
        _draws = new StepDraws(_options, trainer.Generator.Latent, trainer.Device);
        _guard = new NonFiniteGuard(run, _options, trainer.Logger);
        _observers = new ObserverCalls(trainer);
        _report = new TickReport(trainer, _sampler.StepsPerEpoch, progress);
    }

    private TrainingPosition Position => _run.Position;

    private bool IsDone => Position.Epoch >= _options.Epochs || Position.TrainingTime >= _options.TimeBudget;

    /// <summary>
    /// Steps in a tick: as many as asked for or fewer, so that an epoch's ticks are of one length and only the last may be shorter.
    /// </summary>
    private int TickLength
    {
        get
        {
            int ticks = ((_sampler.StepsPerEpoch - 1) / _options.StepsPerTick) + 1;
            return ((_sampler.StepsPerEpoch - 1) / ticks) + 1;
        }
    }

    public TrainingResult Run()
    {
        using Activity? activity = GanDiagnostics.Activities.StartActivity(GanDiagnostics.TrainActivityName);
        TrainingOutcome outcome = TrainingOutcome.Failed;
        try
        {
            Start();
            while (!IsDone && _trainer.StopReason is null)
            {
                RunEpoch();
            }

            outcome = IsDone ? TrainingOutcome.Completed : TrainingOutcome.Stopped;
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
            TrainingLog.Ended(_trainer.Logger, outcome, Position.Epoch, Position.Step);
            _observers.Ended(outcome);
        }

        return _report.Result(outcome);
    }

    public void Dispose()
    {
        _batches?.Dispose();
        _guard.Dispose();
    }

    private void Start()
    {
        _batches = _dataset.ByteCount() <= _options.MaxResidentBytes
            ? new ResidentImages(_dataset, _sampler, _trainer.Device)
            : new StreamedImages(_dataset, _sampler, _trainer.Device, _options.Epochs, _cancellation);
        _observers.Starting(_dataset);
        if (Position.StepInEpoch >= _sampler.StepsPerEpoch)
        {
            throw new GanConfigurationException(
                "The training run",
                [$"it stands after step {Position.StepInEpoch} of an epoch, and '{_dataset.Name}' gives {_sampler.StepsPerEpoch}: go on with the data set that it began with."]);
        }

        _run.Begin(_dataset);
        _report.Started(_dataset);
        _observers.Started();
        _run.ClearGradients();
        _guard.Keep();
        _report.BeginTick();
    }

    private void RunEpoch()
    {
        int epoch = Position.Epoch;
        while (Position.Epoch == epoch && _trainer.StopReason is null)
        {
            using ImageBatch? real = _cancellation.IsCancellationRequested ? null : _batches!.Read(epoch, Position.StepInEpoch);
            if (real is null)
            {
                _guard.ReadTick();
                throw new OperationCanceledException("Training was cancelled after the step under way.", _cancellation);
            }

            TakeStep(real);
            bool epochEnds = Position.StepInEpoch == _sampler.StepsPerEpoch;
            if (epochEnds || Position.StepsInTick >= TickLength)
            {
                EndTick(epochEnds);
            }
        }
    }

    private void TakeStep(ImageBatch real)
    {
        _stepUnderWay = true;
        using var scope = torch.NewDisposeScope();
        _draws.SeedGlobalGenerators(Position);
        torch.Tensor latent = _draws.Latent(Position, _options.ImagesPerStep);
        torch.Tensor? labels = _trainer.Generator.ClassCount > 0 ? real.Labels : null;
        torch.Tensor images = PixelScaling.ToNetwork(_draws.Flip(Position, real.Images));
        StepPosition position = new(Position.Step, Position.Images, _options.ShareDone(Position, _sampler.StepsPerEpoch));
        try
        {
            using torch.Tensor seen = _trainer.Step.Take(new StepInput(images, labels, latent), position);
            _run.TickSums.add_(seen, alpha: One);
        }
        catch
        {
            // What it got as far as is the share of no step, and whoever uses the networks next would add to it.
            _run.ClearGradients();
            throw;
        }

        _run.CountStep(_options.ImagesPerStep);
        _report.CountStep();
        _stepUnderWay = false;
    }

    private void EndTick(bool epochEnds)
    {
        if (_guard.ReadTick() is not { } means)
        {
            return;
        }

        HistoryEntry entry = _report.Entry(means);
        TimeSpan time = _options.TimeBudget is null ? TimeSpan.Zero : _report.TickTime;
        // The epoch in which the time is spent ends with it, so that observers do at the end of a run what they do at that of an epoch.
        epochEnds |= Position.TrainingTime + time >= _options.TimeBudget;
        _run.CloseTick(entry, epochEnds, time);
        _guard.Keep();
        _observers.Tick(_report.Tell(entry), epochEnds);
        _report.BeginTick();
    }
}
