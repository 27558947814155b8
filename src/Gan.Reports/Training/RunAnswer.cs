using System.Globalization;
using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>The answer that a report of a run begins with: how far, how good, what is amiss.</summary>
internal static class RunAnswer
{
    /// <summary>One sentence.</summary>
    public static string Of(RunState run) => $"{HowFar(run)}; {HowGood(run)}; {WhatIsAmiss(run)}.";

    /// <summary>What is said when nothing was found; null when too little is known to say so.</summary>
    public static string? NothingAmiss(RunState run)
    {
        string[] seen =
        [
            .. run.Entries.Count > 0 ? ["no collapse", "no copies of training pictures"] : Array.Empty<string>(),
            .. run.History.Count >= Verdicts.FewestTicks ? ["networks in balance"] : Array.Empty<string>(),
        ];
        return seen.Length == 0 ? null : $"Nothing amiss: {string.Join(", ", seen)}.";
    }

    private static string HowFar(RunState run)
    {
        string epochs = RunLength.Of(run);
        return run.Outcome switch
        {
            null => $"Training: {epochs} done",
            TrainingOutcome.Completed => $"Done: {epochs}",
            TrainingOutcome.Cancelled => $"Cancelled after {epochs}, at step {run.Position.Step.ToString(CultureInfo.InvariantCulture)}",
            TrainingOutcome.Stopped => $"Ended early after {epochs}: {run.StopReason?.TrimEnd('.')}",
            TrainingOutcome.Diverged =>
                $"Stopped after {epochs}: a loss or weight was no longer finite, and the last good state was restored",
            _ => $"Failed after {epochs}",
        };
    }

    private static string HowGood(RunState run)
    {
        if (run.Metric is not { } metric)
        {
            return "how good it is was not measured (WithEvaluation does)";
        }

        if (run.Entries.Count == 0 || run.Entries[^1].Find(metric) is not { } last)
        {
            return "nothing is measured yet";
        }

        string record = run.Best is { } best && best.Epoch != run.Entries[^1].Epoch && best.Find(metric) is { } value
            ? $", the best was {MetricText.Shown(metric, value.Value)} after epoch {best.Epoch}"
            : run.Entries.Count > 1 ? ", the best so far" : "";
        return $"after epoch {run.Entries[^1].Epoch} the {metric.Title} is {MetricText.Shown(metric, last.Value)}{record}; "
            + $"held-out real pictures get {MetricText.Shown(metric, last.Real)}";
    }

    private static string WhatIsAmiss(RunState run) => run.Findings switch
    {
        [] when NothingAmiss(run) is null => "too little is known to say whether anything is amiss",
        [] => "nothing is amiss",
        [var only] => $"amiss: {Clause(only)}",
        [var first, ..] => $"amiss: {Clause(first)}, and {ReportText.Count(run.Findings.Count - 1, "more finding")}",
    };

    // The whole finding stands below; its first words say what it is.
    private static string Clause(string finding)
    {
        int end = finding.IndexOfAny([':', ';', '.', '\n']);
        string words = end > 0 ? finding[..end] : finding;
        return char.ToLowerInvariant(words[0]) + words[1..];
    }
}
