using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>What a search found.</summary>
public sealed record SearchResult
{
    /// <summary>The number that decided.</summary>
    public required EvaluationMetric Metric { get; init; }

    /// <summary>The epochs of the rungs, ascending.</summary>
    public required IReadOnlyList<int> Rungs { get; init; }

    /// <summary>
    /// All trials, the best first: those that came to a later rung before others, within a rung by the metric, and those that diverged
    /// last.
    /// </summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>What the same evaluator measured of held-out real pictures.</summary>
    public required EvaluationResult NoiseFloor { get; init; }

    /// <summary>The search's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The best trial; null when all diverged.</summary>
    public TrialResult? Winner => Trials is [{ HasFailed: false, Scores.Count: > 0 } best, ..] ? best : null;

    /// <summary>The metric's value of real pictures as it is, without its scale; NaN when it has none.</summary>
    public double Real => Metric.Read(NoiseFloor) ?? (Metric.Direction == MetricDirection.NearTarget ? Metric.Target : double.NaN);

    /// <summary>Writes the table.</summary>
    /// <returns>Indented JSON: ranked trials with values, scores at each rung, pictures and seconds.</returns>
    public string ToJson() => SearchResultsFile.Json(this).ToJsonString(SearchResultsFile.Format);
}
