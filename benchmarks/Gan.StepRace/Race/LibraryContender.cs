using Gan.Core;

namespace Gan.StepRace;

/// <summary>Runs the library's trainer as a user does; a round is a tick, whose checks and copies it pays for.</summary>
internal static class LibraryContender
{
    public static void Run(RaceSettings settings)
    {
        using CancellationTokenSource end = new();
        using GanTrainer trainer = settings.CreateBuilder().Observe(new Rounds(new RoundClock(settings.Steps), end)).Build();
        try
        {
            trainer.Train(settings.CreatePictures(), cancellationToken: end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The contest is over.
        }
    }

    private sealed class Rounds(RoundClock clock, CancellationTokenSource end) : ITrainingObserver
    {
        public void OnStarted(GanTrainer trainer) => Wait();

        public void OnTick(GanTrainer trainer, TrainingProgress progress)
        {
            clock.Report();
            Wait();
        }

        private void Wait()
        {
            if (!clock.Wait())
            {
                end.Cancel();
            }
        }
    }
}
