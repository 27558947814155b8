namespace Gan.Core;

/// <summary>What a run did that was completed, or ended early by an observer.</summary>
/// <param name="Epochs">Epochs completed since the start of the run.</param>
/// <param name="Steps">Steps done since the start of the run.</param>
/// <param name="Images">Real pictures shown to the discriminator since the start of the run.</param>
/// <param name="History">What its ticks saw, the oldest first.</param>
/// <param name="Elapsed">How long this call to train took.</param>
public sealed record TrainingResult(int Epochs, long Steps, long Images, IReadOnlyList<HistoryEntry> History, TimeSpan Elapsed)
{
    /// <summary>Why the run ended before its last epoch, in a sentence; null when it did not.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? StopReason { get; init; }

    /// <summary>What observers had to say about the run, such as a collapse of the generator and what to do about it.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
