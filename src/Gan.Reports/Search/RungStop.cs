namespace Gan.Reports;

/// <summary>
/// Ends a run at a rung, in order. The run's own length stays that of the search, so that what follows from the share of it that is done,
/// such as schedules of learning rates, is at each rung as it would be without rungs.
/// </summary>
internal sealed class RungStop(int epoch) : ITrainingObserver
{
    public void OnStarted(GanTrainer trainer) => StopAtRung(trainer);

    public void OnEpochEnd(GanTrainer trainer) => StopAtRung(trainer);

    private void StopAtRung(GanTrainer trainer)
    {
        if (trainer.Position.Epoch >= epoch && epoch < trainer.Options.Epochs)
        {
            trainer.RequestStop($"the rung of {ReportText.Count(epoch, "epoch")} is reached.");
        }
    }
}
