namespace Gan.Core;

/// <summary>
/// What happens beside training: checkpoints, pictures, metrics. Called on the training thread, between two steps, in the order in which
/// observers were added. An exception from an observer ends the run; <see cref="GanTrainer.RequestStop"/> ends it in order.
/// </summary>
/// <remarks>
/// Draws from TorchSharp's global random generators do not disturb training. What an observer changes in the networks does: leave them in
/// training mode (<see cref="GeneratorSampling.Sample"/> does). Work that takes long observes <see cref="GanTrainer.CancellationToken"/>.
/// </remarks>
public interface ITrainingObserver
{
    /// <summary>Lists what would stop this observer from working, before the first step is taken.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="dataset">What it is about to train on.</param>
    /// <returns>A sentence for each problem, saying what to change; empty when there is none.</returns>
    IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset) => [];

    /// <summary>Training is about to start: the moment to call <see cref="GanTrainer.RestoreState"/>.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="dataset">What it is about to train on.</param>
    void OnStarting(GanTrainer trainer, IImageDataset dataset)
    {
    }

    /// <summary>All observers have seen <see cref="OnStarting"/>; the first step comes next.</summary>
    /// <param name="trainer">The trainer.</param>
    void OnStarted(GanTrainer trainer)
    {
    }

    /// <summary>A tick has ended: the history has a new entry.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="progress">Where the run stands.</param>
    void OnTick(GanTrainer trainer, TrainingProgress progress)
    {
    }

    /// <summary>An epoch has ended, after its last tick.</summary>
    /// <param name="trainer">The trainer; its <see cref="GanTrainer.Position"/> counts the epoch.</param>
    void OnEpochEnd(GanTrainer trainer)
    {
    }

    /// <summary>
    /// The run has ended, in whatever way; also when it could not begin after <see cref="Validate"/>, <see cref="OnStarting"/> not called.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="outcome">How.</param>
    void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
    }
}
