using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>
/// How a search is done: by successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification"; Li et al. 2017,
/// "Hyperband"). Every setting has a default.
/// </summary>
public sealed record SearchOptions
{
    /// <summary>Draws from the parameters that are intervals, at least 1; each is tried with every combination of the lists.</summary>
    /// <value>The default value is 20.</value>
    public int Trials { get; init; } = 20;

    /// <summary>The seed of the draws, and of each trial's first run.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Runs of each trial, with the seeds from <see cref="Seed"/> on, at least 1: trials are compared by the mean of theirs.
    /// </summary>
    /// <value>The default value is 1.</value>
    public int SeedsPerTrial { get; init; } = 1;

    /// <summary>Passes over the data of those trials that are trained to the end, at least 1.</summary>
    /// <value>The default value is 50.</value>
    public int Epochs { get; init; } = 50;

    /// <summary>
    /// The rungs below <see cref="Epochs"/>: epochs, ascending, after which only the best go on; empty trains all to the end.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: <see cref="Epochs"/> divided by <see cref="Eta"/> again and again, as often as the
    /// trials can be divided by it too.
    /// </value>
    public IReadOnlyList<int>? Rungs { get; init; }

    /// <summary>Of so many trials one goes on to the next rung, rounded down but at least one; at least 2.</summary>
    /// <value>The default value is 3.</value>
    public int Eta { get; init; } = 3;

    /// <summary>The number that decides: that of the first extractor. Its direction says what is better.</summary>
    /// <value>The default value is <see cref="EvaluationMetric.KernelDistance"/>.</value>
    public EvaluationMetric Metric { get; init; } = EvaluationMetric.KernelDistance;

    /// <summary>The folder of <c>search.json</c>, <c>results.json</c> and the runs, each in a folder of its own.</summary>
    /// <value>The default value is <c>runs/search</c>.</value>
    public string Folder { get; init; } = Path.Combine("runs", "search");

    /// <summary>How generators are measured.</summary>
    /// <value>The default value is that of <see cref="EvaluationOptions"/>.</value>
    public EvaluationOptions Measurement { get; init; } = new();

    /// <summary>Lists everything that is wrong.</summary>
    /// <returns>A sentence for each problem; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        foreach ((string name, int value, int least) in new[]
        {
            (nameof(Trials), Trials, 1), (nameof(SeedsPerTrial), SeedsPerTrial, 1), (nameof(Epochs), Epochs, 1), (nameof(Eta), Eta, 2),
        }.Where(option => option.Item2 < option.Item3))
        {
            yield return FormattableString.Invariant($"{name} is {value}; it must be at least {least}.");
        }

        if (Rungs is { } rungs && !rungs.Prepend(0).Zip(rungs.Append(Epochs)).All(pair => pair.First < pair.Second))
        {
            yield return FormattableString.Invariant(
                $"Rungs is {string.Join(", ", rungs)}; they must ascend, from 1 or more to fewer than the {Epochs} epochs.");
        }

        EvaluationMetric[] choice = [.. EvaluationMetrics.Ranked, .. Measurement.Metrics.Where(metric => metric.IsRanked)];
        if (!choice.Contains(Metric))
        {
            yield return $"no trial is the best by '{Metric}': choose one of {string.Join(", ", choice.Select(metric => metric.Name))}.";
        }

        if (string.IsNullOrWhiteSpace(Folder))
        {
            yield return "Folder is empty; name the folder of the search.";
        }
    }
}
