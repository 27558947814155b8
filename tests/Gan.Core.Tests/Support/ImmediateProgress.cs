namespace Gan.Core.Tests;

/// <summary>Reports on the thread that trains, where <see cref="Progress{T}"/> would do it later on another.</summary>
internal sealed class ImmediateProgress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
