using System.Runtime.ExceptionServices;

namespace Gan.Core;

/// <summary>Tells the observers of a trainer what happens, in their order.</summary>
internal sealed class ObserverCalls(GanTrainer trainer)
{
    public void Starting(IImageDataset dataset)
    {
        foreach (ITrainingObserver observer in trainer.Observers)
        {
            observer.OnStarting(trainer, dataset);
        }
    }

    public void Started()
    {
        foreach (ITrainingObserver observer in trainer.Observers)
        {
            observer.OnStarted(trainer);
        }
    }

    public void Tick(TrainingProgress progress, bool epochEnds)
    {
        foreach (ITrainingObserver observer in trainer.Observers)
        {
            observer.OnTick(trainer, progress);
            if (epochEnds)
            {
                observer.OnEpochEnd(trainer);
            }
        }
    }

    /// <summary>Tells all of them, then throws what the first one threw, unless another failure is on its way to the caller already.</summary>
    public void Ended(TrainingOutcome outcome)
    {
        List<Exception> failures = [];
        foreach (ITrainingObserver observer in trainer.Observers)
        {
            try
            {
                observer.OnEnded(trainer, outcome);
            }
#pragma warning disable CA1031 // One observer's failure must not keep the others from ending; it is thrown below.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures.Add(failure);
            }
        }

        if (outcome != TrainingOutcome.Failed && failures.Count > 0)
        {
            ExceptionDispatchInfo.Throw(failures[0]);
        }
    }
}
