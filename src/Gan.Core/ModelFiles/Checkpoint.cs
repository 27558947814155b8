using System.Text.Json;
using TorchSharp;

namespace Gan.Core.ModelFiles;

/// <summary>A training state on disk, with the description of the run it belongs to.</summary>
public sealed class Checkpoint : IDisposable
{
    private const string Kind = "checkpoint";
    private const string RunKey = "gan.run";
    private const string PositionKey = "gan.position";
    private const string HistoryName = "history";
    private readonly TensorFile _file;

    private Checkpoint(TensorFile file, RunDescription run, TrainingState state)
    {
        _file = file;
        Run = run;
        State = state;
    }

    /// <summary>The file it was read from.</summary>
    public string Path => _file.Name;

    /// <summary>The run.</summary>
    public RunDescription Run { get; }

    /// <summary>The state; its tensors are on the CPU and disposed with the checkpoint.</summary>
    public TrainingState State { get; }

    /// <summary>Writes a checkpoint. The path holds either what it held before or all of the new file.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="state">The state.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="GanFileException">A value is not finite, or the system refuses.</exception>
    public static void Write(string path, TrainingState state, RunDescription run)
    {
        ModuleState.RequireFinite(state.Tensors, path);
        using torch.Tensor history = HistoryTensor.From(state.History);
        TensorFile.Write(
            path,
            new Dictionary<string, torch.Tensor>(state.Tensors) { [HistoryName] = history },
            new Dictionary<string, string>
            {
                [ModelFile.KindKey] = Kind,
                [RunKey] = run.ToJson(),
                [PositionKey] = JsonSerializer.Serialize(state.Position, GanJsonContext.Default.TrainingPosition),
            });
    }

    /// <summary>Reads a checkpoint and verifies it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The checkpoint; the caller disposes it.</returns>
    /// <exception cref="GanFileException">The file is missing, damaged, of another kind, or was written by a newer version.</exception>
    public static Checkpoint Read(string path)
    {
        TensorFile file = TensorFile.Read(path);
        try
        {
            ModelFile.RequireKind(file, Kind);
            RunDescription run = RunDescription.FromJson(file.GetMetadata(RunKey), path);
            TrainingPosition position = GanJsonContext.Read<TrainingPosition>(file.GetMetadata(PositionKey), "position", path);
            IReadOnlyList<HistoryEntry> history = file.Tensors.TryGetValue(HistoryName, out torch.Tensor? table)
                ? HistoryTensor.ToEntries(table, path)
                : throw GanFileException.Damaged(path, "it has no history");
            Dictionary<string, torch.Tensor> tensors = file.Tensors.Where(tensor => tensor.Key != HistoryName).ToDictionary();
            return new Checkpoint(file, run, new TrainingState(position, history, tensors));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
