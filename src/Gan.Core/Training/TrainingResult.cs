namespace Gan.Core;

/// <summary>What a run did that was completed, or ended early by an observer.</summary>
public sealed record TrainingResult
{
    /// <summary>Epochs completed since the start of the run.</summary>
    public int Epochs { get; init; }

    /// <summary>Steps done since the start of the run.</summary>
    public long Steps { get; init; }

    /// <summary>Real pictures shown to the discriminator since the start of the run.</summary>
    public long Images { get; init; }

    /// <summary>What its ticks saw, the oldest first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>How long this call to train took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why the run ended before its last epoch, in a sentence; null when it did not.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? StopReason { get; init; }

    /// <summary>What observers had to say about the run, such as a collapse of the generator and what to do about it.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
