using Microsoft.Extensions.Logging;

namespace Gan.Core.ModelFiles;

/// <summary>What model files write to the logger; the event ids are stable.</summary>
internal static partial class ModelFilesLog
{
    [LoggerMessage(101, LogLevel.Information, "Resuming '{Path}' at epoch {Epoch}, step {Step}.")]
    public static partial void Resuming(ILogger logger, string path, int epoch, long step);

    [LoggerMessage(102, LogLevel.Warning, "Skipping a checkpoint: {Problem} ({Path})")]
    public static partial void DamagedCheckpoint(ILogger logger, string path, string problem);

    [LoggerMessage(103, LogLevel.Debug, "Saved step {Step} to '{Folder}'.")]
    public static partial void Saved(ILogger logger, long step, string folder);

    [LoggerMessage(105, LogLevel.Warning, "The history goes on without a line: {Problem}")]
    public static partial void HistoryNotWritten(ILogger logger, string problem);

    [LoggerMessage(104, LogLevel.Warning, "The run was computed on {OldDevice} with {OldThreads} threads in {OldPrecision} and goes on on {Device} with {Threads} in {Precision}: its numbers will differ by rounding.")]
    public static partial void OtherEnvironment(ILogger logger, string oldDevice, int oldThreads, Precision oldPrecision, string device, int threads, Precision precision);
}
