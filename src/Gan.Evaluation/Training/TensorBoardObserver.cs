using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Evaluation;

/// <summary>
/// Writes scalars for TensorBoard. An event file can only be added to; a run that is resumed writes a new one with its whole history in
/// place of its old one, so that no step appears twice. Event files of other programs stay; of other runs of this library they do not when
/// a run is resumed, so give each run a folder of its own. Serves one trainer at a time.
/// </summary>
/// <remarks>The time of each scalar is that of its writing, to about two minutes: TorchSharp takes it in single precision.</remarks>
public sealed class TensorBoardObserver : ITrainingObserver
{
    /// <summary>The folder of the event files inside the run's folder.</summary>
    /// <value><c>tensorboard</c>.</value>
    public const string FolderName = "tensorboard";

    private const string Suffix = "gan-core";
    private readonly string? _given;
    private string? _folder;
    private SummaryWriter? _writer;
    private int _evaluations;

    /// <summary>Creates an observer; nothing is written before training starts.</summary>
    /// <param name="folder">Receives the event file; null for <c>tensorboard</c> in the folder that the run is saved to.</param>
    public TensorBoardObserver(string? folder = null) => _given = folder;

    /// <inheritdoc/>
    public IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset)
    {
        _folder = _given ?? (trainer.Folder is { } run ? Path.Combine(run, FolderName) : null);
        if (_folder is null)
        {
            yield return "TensorBoard needs a folder: call SaveTo(folder) too, or WithTensorBoard(folder).";
        }
    }

    /// <inheritdoc/>
    public void OnStarted(GanTrainer trainer)
    {
        _evaluations = 0;
        Try(trainer, () =>
        {
            Directory.CreateDirectory(_folder!);
            // The curves of this run are written anew; a folder that was named may hold those of other runs.
            if (_given is null || trainer.Position.Step > 0)
            {
                foreach (string old in Directory.EnumerateFiles(_folder!, $"events.out.tfevents.*.{Suffix}"))
                {
                    File.Delete(old);
                }
            }

            _writer = torch.utils.tensorboard.SummaryWriter(_folder, Suffix);
            foreach (HistoryEntry entry in trainer.History)
            {
                Write(trainer, entry);
            }
        });
    }

    /// <inheritdoc/>
    public void OnTick(GanTrainer trainer, TrainingProgress progress) => Try(trainer, () =>
    {
        Write(trainer, trainer.History[^1]);
        WriteEvaluations(trainer);
    });

    /// <inheritdoc/>
    public void OnEpochEnd(GanTrainer trainer) => Try(trainer, () => WriteEvaluations(trainer));

    /// <inheritdoc/>
    public void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
        Try(trainer, () => WriteEvaluations(trainer));
        _writer = null;
    }

    private void Write(GanTrainer trainer, HistoryEntry entry)
    {
        Add(trainer, "loss/discriminator", entry.DiscriminatorLoss, entry.Step);
        Add(trainer, "loss/generator", entry.GeneratorLoss, entry.Step);
        Add(trainer, "score/real", entry.RealScore, entry.Step);
        Add(trainer, "score/generated", entry.FakeScore, entry.Step);
        Add(trainer, "speed/images_per_second", entry.ImagesPerSecond, entry.Step);
    }

    private void WriteEvaluations(GanTrainer trainer)
    {
        EvaluationEntry[] all = [.. trainer.Observers.OfType<EvaluationObserver>().SelectMany(observer => observer.Entries)];
        foreach (EvaluationEntry entry in all.Skip(_evaluations))
        {
            foreach (EvaluationValue value in entry.Values)
            {
                string extractor = value.Extractor.Split(" (")[0].Replace(' ', '_');
                Add(trainer, $"evaluation/{value.Metric.Name}/{extractor}", value.Value, entry.Step);
                Add(trainer, $"evaluation_real/{value.Metric.Name}/{extractor}", value.Real, entry.Step);
            }
        }

        _evaluations = all.Length;
    }

    private void Add(GanTrainer trainer, string tag, double value, long step) =>
        _writer?.add_scalar(tag, (float)value, (int)Math.Min(step, int.MaxValue), trainer.Time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>A full disk must not end the run for the sake of a curve: without its file, the observer falls silent.</summary>
    private void Try(GanTrainer trainer, Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            EvaluationLog.NoTensorBoard(trainer.Logger, _folder!, failure.Message);
            _writer = null;
        }
    }
}
