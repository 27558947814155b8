using Microsoft.Extensions.Logging;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Trains a generator and a discriminator against each other. Built by a <see cref="GanBuilder"/>. It knows nothing of files, pictures or
/// metrics: those are observers.
/// </summary>
/// <remarks>
/// On Linux with glibc, training tells the process's allocator to keep freed memory, which a step allocates anew hundreds of times; the
/// environment variable <c>GAN_CORE_NO_ALLOCATOR_TUNING=1</c> turns this off.
/// </remarks>
/// <threadsafety>
/// One thread at a time. <see cref="TrainAsync"/> runs on a thread of its own; until it ends, sampling from the networks on another
/// thread is refused. Two trainers of one process that train at the same time share
/// TorchSharp's global random generators, from which dropout draws, and on CUDA the switches for TF32: each trains, but neither is
/// repeatable bit for bit.
/// </threadsafety>
public sealed class GanTrainer : IDisposable
{
    private readonly TrainerParts _parts;
    private readonly TrainingRun _run;
    private readonly List<string> _remarks = [];
    private int _isTraining;
    private bool _isDisposed;

    internal GanTrainer(TrainerParts parts)
    {
        _parts = parts;
        _run = new TrainingRun(parts);
        Step = new AdversarialStep(_run, Objective, Options, PrecisionChoice.DataType(Precision));
    }

    /// <summary>
    /// The generator that is trained. The trainer disposes it unless it was given to the builder: then it stays the giver's.
    /// </summary>
    public IGenerator Generator => _parts.Generator;

    /// <summary>
    /// The generator that pictures, measurements and files are made of: the averaged one where <see cref="GanOptions.Averaging"/> asks
    /// for it, else <see cref="Generator"/>. The trainer disposes the averaged one. Asked for after a step, the averaged generator's batch
    /// normalisation is measured first (<see cref="AveragingOptions.StatisticsImages"/>), unless another thread is training.
    /// </summary>
    public IGenerator SampledGenerator => _run.Average is { } average ? average.Current() : Generator;

    /// <summary>The discriminator that is trained. Owned as <see cref="Generator"/> is.</summary>
    public IDiscriminator Discriminator => _parts.Discriminator;

    /// <summary>How it is trained.</summary>
    public GanOptions Options => _parts.Options;

    /// <summary>What is learnt by.</summary>
    public Objective Objective => _parts.Objective;

    /// <summary>Where it is trained: resolved, never auto.</summary>
    public torch.Device Device => _parts.Device;

    /// <summary>In what numbers the networks compute: resolved, never auto.</summary>
    public Precision Precision => _parts.Precision;

    /// <summary>The folder that observers write the run's files to; null when there is none.</summary>
    public string? Folder => _parts.Folder;

    /// <summary>What the networks started from, as the run's description has it; empty when their weights were drawn.</summary>
    public string Start => _parts.Start?.Name ?? "";

    /// <summary>What happens beside training, in the order of calls.</summary>
    public IReadOnlyList<ITrainingObserver> Observers => _parts.Observers;

    /// <summary>How far the run has come.</summary>
    public TrainingPosition Position => _run.Position;

    /// <summary>What the ticks so far saw, the oldest first.</summary>
    public IReadOnlyList<HistoryEntry> History => _run.History;

    /// <summary>Cancels the run under way: for observers whose work takes long. Between runs nothing does.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>Why an observer wants the run under way, or the last one, to end before its last epoch; null when none does.</summary>
    public string? StopReason { get; private set; }

    /// <summary>What observers have said so far about the run under way, or the last one.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    internal AdversarialStep Step { get; }

    /// <summary>Receives what the run has to say, and what its observers have: the logger that was given to the builder.</summary>
    public ILogger Logger => _parts.Logger;

    /// <summary>The clock of the run, for its observers too: the system's unless the builder was given another.</summary>
    public TimeProvider Time => _parts.Time;

    /// <summary>
    /// Trains from where this trainer stands to the last epoch, on the calling thread. A trainer that has done all its epochs returns at
    /// once. A trainer is one run, and learns from one data set.
    /// </summary>
    /// <param name="dataset">
    /// What to learn. It is copied to the device, or read ahead of the steps when it is larger than
    /// <see cref="GanOptions.MaxResidentBytes"/>; not needed afterwards.
    /// </param>
    /// <param name="progress">Told at every tick; null for nobody. <see cref="Progress{T}"/> delivers later, on other threads.</param>
    /// <param name="cancellationToken">Stops the run after the step under way; observers save its state first.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="GanConfigurationException">
    /// The data set does not fit, or an observer cannot work; every problem is listed.
    /// </exception>
    /// <exception cref="GanDataException">
    /// A label of the data set is outside its classes. What the set itself throws comes out as it is.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; its state is whole and observers have saved it.</exception>
    /// <exception cref="TrainingDivergedException">A loss or weight is not finite; the last good state was restored and saved.</exception>
    /// <exception cref="InvalidOperationException">The trainer, or another one with one of its networks, is training already.</exception>
    /// <exception cref="ObjectDisposedException">The trainer is disposed.</exception>
    public TrainingResult Train(
        IImageDataset dataset, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Interlocked.Exchange(ref _isTraining, 1) != 0)
        {
            throw new InvalidOperationException("This trainer is training already: wait for it, or build another.");
        }

        try
        {
            GanConfigurationException.ThrowIfAny(
                "The training run", Check(dataset).Concat(Observers.SelectMany(observer => observer.Validate(this, dataset))));
            AllocatorTuning.Apply();
            (CancellationToken, StopReason) = (cancellationToken, null);
            _remarks.Clear();
            _remarks.AddRange(Position.Step == 0 && _parts.Start?.Remark is { } remark ? [remark] : []);
            using TrainingLease lease = new(_run.Modules);
            using GlobalGeneratorScope callersDraws = new();
            using Tf32Scope tf32 = new(Device, Options.AllowTf32);
            using TrainingLoop loop = new(this, _run, dataset, progress, cancellationToken);
            return loop.Run();
        }
        finally
        {
            CancellationToken = default;
            AllocatorTuning.ReleaseUnused();
            Volatile.Write(ref _isTraining, 0);
        }
    }

    /// <summary>Trains as <see cref="Train"/> does, on one thread made for it, since TorchSharp's scopes belong to threads.</summary>
    /// <param name="dataset">What to learn.</param>
    /// <param name="progress">Told at every tick; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run after the step under way; observers save its state first.</param>
    /// <returns>A task that ends as <see cref="Train"/> would.</returns>
    public Task<TrainingResult> TrainAsync(
        IImageDataset dataset, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<TrainingResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                completion.SetResult(Train(dataset, progress, cancellationToken));
            }
            catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == cancellationToken)
            {
                completion.SetCanceled(cancelled.CancellationToken);
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to whoever awaits the task.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                completion.SetException(failure);
            }
        })
        {
            Name = "Gan.Core training",
            IsBackground = true,
        };
        thread.Start();
        return completion.Task;
    }

    /// <summary>
    /// Asks the run under way to end after this tick, in order: observers save its state, and the result says why. For observers, on the
    /// training thread; of several reasons the first one counts.
    /// </summary>
    /// <param name="reason">A sentence for the user.</param>
    public void RequestStop(string reason)
    {
        if (StopReason is null)
        {
            StopReason = reason;
            TrainingLog.Stopping(Logger, reason);
        }
    }

    /// <summary>
    /// Adds something that the user should know to the result of the run under way. For observers, on the training thread.
    /// </summary>
    /// <param name="remark">A sentence or two, with what to do about it.</param>
    public void AddRemark(string remark) => _remarks.Add(remark);

    /// <summary>Gives the state that a checkpoint needs. Its tensors are the live ones: save or copy them before the next step.</summary>
    /// <returns>The state; the trainer keeps owning the tensors.</returns>
    /// <exception cref="ObjectDisposedException">The trainer is disposed.</exception>
    public TrainingState CaptureState()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _run.Capture();
    }

    /// <summary>Goes back, or forward, to a state that was captured from a trainer of the same make.</summary>
    /// <param name="state">The state; its tensors are copied and stay the giver's, on any device.</param>
    /// <exception cref="ArgumentException">
    /// The tensors are not those of this trainer; nothing was changed. Every difference is listed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The trainer is disposed.</exception>
    public void RestoreState(TrainingState state)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _run.Restore(state);
    }

    /// <summary>Disposes what the trainer built: optimizers, and the networks that were not given to it.</summary>
    /// <exception cref="InvalidOperationException">The trainer is training: cancel it and await its task first.</exception>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        if (Interlocked.Exchange(ref _isTraining, 1) != 0)
        {
            throw new InvalidOperationException("This trainer is training: cancel it and await its task before disposing it.");
        }

        _isDisposed = true;
        _run.Dispose();
    }

    private IEnumerable<string> Check(IImageDataset dataset)
    {
        if (dataset.Shape != Generator.ImageShape)
        {
            yield return $"'{dataset.Name}' has {dataset.Shape} pictures and the networks are made for {Generator.ImageShape}: resize the pictures or set ImageShape in the network options.";
        }

        if (dataset.Count < Options.ImagesPerStep)
        {
            string step = Options.DiscriminatorSteps == 1 ? $"one batch of {Options.BatchSize}" : $"{Options.DiscriminatorSteps} batches of {Options.BatchSize}";
            yield return $"'{dataset.Name}' has {dataset.Count} pictures, less than {step}: add pictures or choose a smaller batch size.";
        }

        if (Generator.ClassCount > 0 && Generator.ClassCount != dataset.ClassNames.Count)
        {
            yield return $"'{dataset.Name}' has {dataset.ClassNames.Count} classes and the networks are made for {Generator.ClassCount}.";
        }

        if (_run.DatasetProblem(dataset) is { } another)
        {
            yield return another;
        }
    }
}
