using Gan.Core.ModelFiles;
using Gan.Evaluation;
using Gan.Imaging;
using TorchSharp;

namespace Gan.Reports;

/// <summary>Keeps a page about a run in its folder. Serves one trainer at a time.</summary>
public sealed class ReportObserver : ITrainingObserver
{
    /// <summary>The page inside the run's folder.</summary>
    /// <value><c>report.html</c>.</value>
    public const string ReportFile = "report.html";

    private readonly int _pictures;
    private RunDescription? _description;
    private (int Measured, int Pictured) _shown;

    /// <summary>Creates an observer; nothing is written before training starts.</summary>
    /// <param name="pictures">Pictures in the grid, at least 1. The default value is 64.</param>
    public ReportObserver(int pictures = 64) => _pictures = pictures;

    /// <inheritdoc/>
    public IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset)
    {
        if (_pictures < 1)
        {
            yield return $"a report with {_pictures} pictures is wanted; it must be at least 1.";
        }

        if (trainer.Folder is null)
        {
            yield return "a report needs a folder: call SaveTo(folder) or InFolder(folder) too.";
        }
    }

    /// <inheritdoc/>
    public void OnStarting(GanTrainer trainer, IImageDataset dataset)
    {
        _description = RunDescription.Of(trainer, dataset);
        Directory.CreateDirectory(trainer.Folder!);
    }

    /// <inheritdoc/>
    public void OnStarted(GanTrainer trainer) => _shown = News(trainer);

    // What observers after this one did at the end of an epoch is seen here.
    /// <inheritdoc/>
    public void OnTick(GanTrainer trainer, TrainingProgress progress)
    {
        if (News(trainer).Measured != _shown.Measured)
        {
            Write(trainer, outcome: null);
        }
    }

    /// <inheritdoc/>
    public void OnEpochEnd(GanTrainer trainer)
    {
        if (News(trainer) != _shown)
        {
            Write(trainer, outcome: null);
        }
    }

    /// <inheritdoc/>
    public void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
        // After a failure the state may be in the middle of a step: the last report stays.
        if (outcome != TrainingOutcome.Failed && _description is not null)
        {
            Write(trainer, outcome);
        }
    }

    private static EvaluationObserver? Evaluation(GanTrainer trainer) => trainer.Observers.OfType<EvaluationObserver>().FirstOrDefault();

    // Where nothing is measured or pictured on the way, each epoch is news.
    private static (int Measured, int Pictured) News(GanTrainer trainer)
    {
        EvaluationObserver? evaluation = Evaluation(trainer);
        PictureObserver? pictures = trainer.Observers.OfType<PictureObserver>().FirstOrDefault();
        int pictured = pictures?.PicturedEpoch ?? (evaluation is null ? trainer.Position.Epoch : 0);
        return (evaluation?.Entries.Count ?? 0, pictured);
    }

    private void Write(GanTrainer trainer, TrainingOutcome? outcome)
    {
        _shown = News(trainer);
        EvaluationObserver? evaluation = Evaluation(trainer);
        RunState state = new()
        {
            Description = _description!,
            Position = trainer.Position,
            History = trainer.History,
            Pictures = Grid(trainer),
            Metric = evaluation?.Metric,
            Entries = evaluation?.Entries ?? [],
            Best = evaluation?.Best,
            Outcome = outcome,
            StopReason = trainer.StopReason,
            Remarks = trainer.Remarks,
        };
        try
        {
            RunReport.Write(Path.Combine(trainer.Folder!, ReportFile), state);
        }
        catch (GanFileException problem)
        {
            // A page that cannot be written must not end a run of hours.
            ReportLog.NotWritten(trainer.Logger, problem.Message);
        }
    }

    private byte[] Grid(GanTrainer trainer)
    {
        using torch.Tensor images = trainer.SampledGenerator.Sample(_pictures, PictureObserver.SeedOf(trainer.Options));
        return ImageGrid.EncodePng(images);
    }
}
