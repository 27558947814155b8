using System.Text;

namespace Gan.Core.ModelFiles;

/// <summary>
/// Keeps a run in its folder: <c>run.json</c>, <c>history.csv</c>, checkpoints, and at the end both networks. Resumes what the folder
/// holds. Serves one trainer at a time.
/// </summary>
public sealed class RunRecorder : ITrainingObserver
{
    private readonly SaveOptions _options;
    private readonly CheckpointStore _checkpoints;
    private RunDescription? _run;
    private Checkpoint? _resumed;
    private IDisposable? _lock;
    private long _lastSave;

    /// <summary>Creates a recorder; nothing is written before training starts.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="options">How; null for the defaults.</param>
    public RunRecorder(string folder, SaveOptions? options = null)
    {
        Folder = new RunFolder(folder);
        _options = options ?? new SaveOptions();
        _checkpoints = new CheckpointStore(Folder.Checkpoints, Math.Max(_options.KeepCheckpoints, 1));
    }

    /// <summary>Where the run's files lie.</summary>
    public RunFolder Folder { get; }

    /// <summary>Lists what would stop the run from being kept: worth a call before data is downloaded. Creates the folder.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when there is none.</returns>
    public IEnumerable<string> ValidateFolder()
    {
        foreach (string problem in _options.Validate())
        {
            yield return problem;
        }

        bool holdsRun = File.Exists(Folder.Description) || _checkpoints.Paths.Count > 0;
        if (_options.Resume == ResumeMode.Never && holdsRun)
        {
            yield return $"'{Folder.Root}' holds a run already: resume it, or save to another folder.";
        }

        if (_options.Resume == ResumeMode.Always && _checkpoints.Paths.Count == 0)
        {
            yield return $"'{Folder.Root}' holds no checkpoint to resume from: check the folder, or start a new run.";
        }
        else if (WriteProblem() is { } problem)
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset)
    {
        string[] problems = [.. ValidateFolder()];
        if (problems.Length > 0)
        {
            return problems;
        }

        _run = RunDescription.Of(trainer, dataset);
        _resumed?.Dispose();
        try
        {
            _resumed = _checkpoints.ReadNewest(trainer.Logger);
        }
        catch (GanFileException unusable)
        {
            return [unusable.Message];
        }

        string[] differences = _resumed is null ? [] : [.. _resumed.Run.DifferencesTo(_run)];
        if (differences.Length == 0)
        {
            return [];
        }

        _resumed!.Dispose();
        _resumed = null;
        return
        [
            $"the run in '{Folder.Root}' cannot be resumed with other settings; set them as they were, or save to another folder: {string.Join(" ", differences)}",
        ];
    }

    /// <inheritdoc/>
    public void OnStarting(GanTrainer trainer, IImageDataset dataset)
    {
        _lock = FolderLock.TryTake(Folder.Root) ?? throw new GanConfigurationException(
            "The training run", [$"another process is training into '{Folder.Root}': wait for it, or save to another folder."]);
        if (_resumed is null)
        {
            return;
        }

        using Checkpoint checkpoint = _resumed;
        _resumed = null;
        try
        {
            trainer.RestoreState(checkpoint.State);
        }
        catch (ArgumentException other)
        {
            throw new GanFileException($"'{checkpoint.Path}' does not fit these networks. {other.Message}", other);
        }

        TrainingPosition position = checkpoint.State.Position;
        ModelFilesLog.Resuming(trainer.Logger, checkpoint.Path, position.Epoch, position.Step);
        RunEnvironment before = checkpoint.Run.Environment;
        RunEnvironment now = _run!.Environment;
        if ((before.Device, before.Threads, before.Precision) != (now.Device, now.Threads, now.Precision))
        {
            ModelFilesLog.OtherEnvironment(trainer.Logger, before.Device, before.Threads, before.Precision, now.Device, now.Threads, now.Precision);
        }
    }

    /// <inheritdoc/>
    public void OnStarted(GanTrainer trainer)
    {
        AtomicFile.Write(Folder.Description, stream => stream.Write(Encoding.UTF8.GetBytes(_run!.ToJson() + "\n")));
        HistoryFile.Write(Folder.History, trainer.History);
        _lastSave = trainer.Time.GetTimestamp();

        // A run may have ended between an epoch and what is kept of it.
        if (trainer.Position is { Epoch: > 0 and var epoch, StepInEpoch: 0 } && !File.Exists(Folder.GeneratorAt(epoch)))
        {
            KeepGenerator(trainer);
        }
    }

    /// <inheritdoc/>
    public void OnTick(GanTrainer trainer, TrainingProgress progress)
    {
        try
        {
            HistoryFile.Append(Folder.History, trainer.History[^1]);
        }
        catch (GanFileException locked)
        {
            // A spreadsheet that has the file open must not end the run: checkpoints hold the history, and the end writes it whole.
            ModelFilesLog.HistoryNotWritten(trainer.Logger, locked.Message);
        }

        if (trainer.Time.GetElapsedTime(_lastSave) >= _options.CheckpointInterval)
        {
            SaveCheckpoint(trainer);
        }
    }

    /// <inheritdoc/>
    public void OnEpochEnd(GanTrainer trainer) => KeepGenerator(trainer);

    /// <inheritdoc/>
    public void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
        try
        {
            _resumed?.Dispose();
            _resumed = null;
            if (outcome != TrainingOutcome.Failed)
            {
                SaveAll(trainer);
            }
        }
        finally
        {
            _lock?.Dispose();
            _lock = null;
        }
    }

    private void KeepGenerator(GanTrainer trainer)
    {
        if (_options.GeneratorEvery > 0 && trainer.Position.Epoch % _options.GeneratorEvery == 0)
        {
            Directory.CreateDirectory(Folder.Generators);
            GanGenerator.Save(trainer.SampledGenerator, Folder.GeneratorAt(trainer.Position.Epoch), Origin(trainer));
        }
    }

    private void SaveAll(GanTrainer trainer)
    {
        SaveCheckpoint(trainer);
        Dictionary<string, string> origin = Origin(trainer);
        GanGenerator.Save(trainer.SampledGenerator, Folder.Generator, origin);
        GanDiscriminator.Save(trainer.Discriminator, Folder.Discriminator, origin);
        HistoryFile.Write(Folder.History, trainer.History);
    }

    private Dictionary<string, string> Origin(GanTrainer trainer) => new()
    {
        [ClassTable.Key] = ClassTable.ToJson(_run!.Dataset.ClassNames),
        ["dataset"] = _run!.Dataset.Name,
        ["epochs"] = $"{trainer.Position.Epoch}",
        ["steps"] = $"{trainer.Position.Step}",
        ["seed"] = $"{trainer.Options.Seed}",
    };

    private void SaveCheckpoint(GanTrainer trainer)
    {
        _checkpoints.Save(trainer.CaptureState(), _run!);
        _lastSave = trainer.Time.GetTimestamp();
        ModelFilesLog.Saved(trainer.Logger, trainer.Position.Step, Folder.Checkpoints);
    }

    /// <summary>Finds out now, not after hours, that nothing can be written.</summary>
    private string? WriteProblem()
    {
        string probe = Path.Combine(Folder.Root, $"write-test{AtomicFile.PartialExtension}");
        try
        {
            Directory.CreateDirectory(Folder.Root);
            foreach (string folder in new[] { Folder.Root, Folder.Checkpoints, Folder.Generators }.Where(Directory.Exists))
            {
                AtomicFile.RemoveAbandoned(folder);
            }

            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return null;
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            return $"nothing can be written to '{Folder.Root}' ({failure.Message}): choose another folder, or change its permissions.";
        }
    }
}
