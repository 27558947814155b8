using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>Successive halving: after how many epochs trials are compared, and which of them go on.</summary>
internal static class Halving
{
    /// <summary>The epochs of all rungs, ascending; the last are those of the search.</summary>
    public static IReadOnlyList<int> Rungs(SearchOptions options, int trials)
    {
        List<int> rungs = [options.Epochs];
        if (options.Rungs is { } given)
        {
            rungs.InsertRange(0, given);
            return rungs;
        }

        int left = trials / options.Eta;
        for (int epochs = options.Epochs / options.Eta; left >= 1 && epochs >= 1; epochs /= options.Eta, left /= options.Eta)
        {
            rungs.Insert(0, epochs);
        }

        return rungs;
    }

    /// <summary>The trials that go on: the best of those that could be measured, of equals the earlier.</summary>
    /// <param name="rung">All trials of the rung.</param>
    /// <param name="metric">What decides.</param>
    /// <param name="eta">Of so many one goes on.</param>
    public static IReadOnlyList<TrialResult> Survivors(IReadOnlyList<TrialResult> rung, EvaluationMetric metric, int eta) =>
        [.. Ranked(rung.Where(trial => !trial.HasFailed), metric).Take(Math.Max(1, rung.Count / eta))];

    /// <summary>All trials, the best first: those that came farther before others, and those that failed last.</summary>
    public static IReadOnlyList<TrialResult> Ranked(IEnumerable<TrialResult> trials, EvaluationMetric metric) =>
    [
        .. trials.OrderBy(trial => trial.HasFailed)
            .ThenByDescending(trial => trial.Scores.Count)
            .ThenBy(trial => trial.Value, Comparer<double>.Create((one, other) =>
                metric.IsBetter(one, other) ? -1 : metric.IsBetter(other, one) ? 1 : 0))
            .ThenBy(trial => trial.Trial.Number),
    ];
}
