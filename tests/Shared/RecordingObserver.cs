namespace Gan.Tests;

/// <summary>Writes down what it is told, and does what a test asks of it.</summary>
internal sealed class RecordingObserver(string name = "", List<string>? calls = null) : ITrainingObserver
{
    public List<string> Calls { get; } = calls ?? [];

    public List<TrainingProgress> Progress { get; } = [];

    public TrainingOutcome? Outcome { get; private set; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    public Action<GanTrainer>? Starting { get; init; }

    public Action<GanTrainer>? Tick { get; init; }

    public Action<GanTrainer>? Ended { get; init; }

    public IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset) => Problems;

    public void OnStarting(GanTrainer trainer, IImageDataset dataset)
    {
        Calls.Add($"{name}starting");
        Starting?.Invoke(trainer);
    }

    public void OnStarted(GanTrainer trainer) => Calls.Add($"{name}started");

    public void OnTick(GanTrainer trainer, TrainingProgress progress)
    {
        Calls.Add($"{name}tick {progress.Step}");
        Progress.Add(progress);
        Tick?.Invoke(trainer);
    }

    public void OnEpochEnd(GanTrainer trainer) => Calls.Add($"{name}epoch {trainer.Position.Epoch}");

    public void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
        Calls.Add($"{name}ended {outcome}");
        Outcome = outcome;
        Ended?.Invoke(trainer);
    }
}
