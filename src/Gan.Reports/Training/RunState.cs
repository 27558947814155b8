using Gan.Core.ModelFiles;
using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>What a report tells of a run.</summary>
internal sealed record RunState
{
    /// <summary>Settings, data set and device.</summary>
    public required RunDescription Description { get; init; }

    /// <summary>How far it is.</summary>
    public required TrainingPosition Position { get; init; }

    /// <summary>What the ticks saw, the oldest first.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>The newest pictures, as PNG.</summary>
    public required byte[] Pictures { get; init; }

    /// <summary>The number that decides; null when nothing is measured.</summary>
    public EvaluationMetric? Metric { get; init; }

    /// <summary>What was measured, the oldest first.</summary>
    public IReadOnlyList<EvaluationEntry> Entries { get; init; } = [];

    /// <summary>The best of it.</summary>
    public EvaluationEntry? Best { get; init; }

    /// <summary>How it ended; null while it trains.</summary>
    public TrainingOutcome? Outcome { get; init; }

    /// <summary>Why it ended early.</summary>
    public string? StopReason { get; init; }

    /// <summary>What observers said.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What is amiss, in sentences.</summary>
    public IReadOnlyList<string> Findings => [.. Remarks.Union(Verdicts.Of(History, Entries).Select(verdict => verdict.Text))];

    /// <summary>Real pictures shown in an epoch: the incomplete batch at its end is left out.</summary>
    public double ImagesPerEpoch
    {
        get
        {
            int step = Math.Max(1, Description.Options.BatchSize * Description.Options.DiscriminatorSteps);
            return Math.Max(1, Description.Dataset.Count / step * step);
        }
    }
}
