namespace Gan.Reports;

/// <summary>How far a trial came.</summary>
/// <param name="Trial">The trial.</param>
public sealed record TrialResult(SearchTrial Trial)
{
    /// <summary>What was measured, a score for each rung that it reached.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<RungScore> Scores { get; init; } = [];

    /// <summary>Time spent in training, all its runs together, however often they were interrupted.</summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary>Why it came no farther, in sentences: its losses, weights or pictures are not finite. Null when nothing is wrong.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Problem { get; init; }

    /// <summary>Whether something is wrong with it.</summary>
    public bool HasFailed => Problem is not null;

    /// <summary>The metric's value at the last rung that it reached; NaN before the first.</summary>
    public double Value => Scores.Count == 0 ? double.NaN : Scores[^1].Value;

    /// <summary>Real pictures that one of its runs was shown; 0 when it was not measured.</summary>
    public long Images => Scores.Count == 0 ? 0 : Scores[^1].Images;

    /// <summary>How far it had come when a rung was decided, whatever happened later.</summary>
    internal TrialResult At(int rung) => Scores.Count > rung ? this with { Scores = [.. Scores.Take(rung + 1)], Problem = null } : this;
}
