using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Gan.Core.ModelFiles;

/// <summary>The checkpoints of one run, named by their step.</summary>
internal sealed class CheckpointStore
{
    private const string Prefix = "step-";
    private const string Extension = ".safetensors";
    private readonly string _folder;
    private readonly int _keep;

    /// <summary>Creates a store; the folder is made when something is saved.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="keep">How many checkpoints stay, at least 1; older ones are removed after a newer one is safe.</param>
    public CheckpointStore(string folder, int keep)
    {
        _folder = folder;
        _keep = keep;
    }

    /// <summary>The checkpoints, the newest first; whether they are whole is not known yet.</summary>
    public IReadOnlyList<string> Paths => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateFiles(_folder, $"{Prefix}*{Extension}")
            .Where(path => StepOf(path) >= 0)
            .OrderByDescending(StepOf)];

    /// <summary>Saves a state, then removes what is too old.</summary>
    /// <param name="state">The state.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="GanFileException">The system refuses; the checkpoints before are intact.</exception>
    public void Save(TrainingState state, RunDescription run)
    {
        string path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{state.Position.Step:D9}{Extension}"));
        try
        {
            Directory.CreateDirectory(_folder);
            Checkpoint.Write(path, state, run);
            // One with a later step was passed over as damaged when the run was resumed before it.
            IEnumerable<string> others = Paths.Where(other => other != path);
            IEnumerable<string> damaged = others.Where(other => StepOf(other) > state.Position.Step);
            IEnumerable<string> tooOld = others.Where(other => StepOf(other) < state.Position.Step).Skip(_keep - 1);
            foreach (string old in damaged.Concat(tooOld))
            {
                File.Delete(old);
            }
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnWriting(path, failure);
        }
    }

    /// <summary>Reads the newest checkpoint that is whole, and says which are not.</summary>
    /// <param name="logger">Told of each damaged one.</param>
    /// <returns>The checkpoint, which the caller disposes; null when there is none at all.</returns>
    /// <exception cref="GanFileException">There are checkpoints, and all of them are damaged.</exception>
    public Checkpoint? ReadNewest(ILogger logger)
    {
        List<string> damaged = [];
        foreach (string path in Paths)
        {
            try
            {
                return Checkpoint.Read(path);
            }
            catch (GanFileException failure)
            {
                ModelFilesLog.DamagedCheckpoint(logger, path, failure.Message);
                damaged.Add(failure.Message);
            }
        }

        return damaged.Count == 0 ? null : throw new GanFileException(
            $"None of the {damaged.Count} checkpoints in '{_folder}' can be used; remove the folder to start anew. {string.Join(" ", damaged)}");
    }

    private static long StepOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1;
}
