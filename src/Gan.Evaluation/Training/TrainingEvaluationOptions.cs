using Gan.Evaluation;

namespace Gan.Core;

/// <summary>How a run is measured while it trains.</summary>
public sealed record TrainingEvaluationOptions
{
    /// <summary>Epochs between two measurements, at least 1.</summary>
    /// <value>The default value is 10.</value>
    public int Every { get; init; } = 10;

    /// <summary>
    /// The number that decides which generator is the best: that of the first extractor; one of <see cref="EvaluationMetrics.Ranked"/>, or
    /// of <see cref="EvaluationOptions.Metrics"/> with a direction.
    /// </summary>
    /// <value>The default value is <see cref="EvaluationMetric.KernelDistance"/>, which does not depend on the number of pictures.</value>
    public EvaluationMetric Metric { get; init; } = EvaluationMetric.KernelDistance;

    /// <summary>
    /// Whether the best generator so far is kept in <see cref="EvaluationObserver.BestGeneratorFile"/>, with the number and the epoch in
    /// its metadata.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool KeepBest { get; init; }

    /// <summary>Measurements without a better one after which the run ends early; 0 for never.</summary>
    /// <value>The default value is 0.</value>
    public int Patience { get; init; }

    /// <summary>How each measurement is made.</summary>
    /// <value>The default value generates as many pictures as are held out.</value>
    public EvaluationOptions Measurement { get; init; } = new();

    internal IEnumerable<string> Validate()
    {
        if (Every < 1)
        {
            yield return $"a measurement is wanted every {Every} epochs; it must be at least 1.";
        }

        if (Patience < 0)
        {
            yield return $"the patience is {Patience} measurements; it must be at least 1, or 0 for never ending early.";
        }

        EvaluationMetric[] choice = [.. EvaluationMetrics.Ranked, .. Measurement.Metrics.Where(metric => metric.IsRanked)];
        if (!choice.Contains(Metric))
        {
            yield return (Metric.IsRanked ? $"{Metric} is not among the metrics that are measured" : $"no generator is the best by its {Metric.Words}")
                + $": choose one of {string.Join(", ", choice.Select(metric => metric.Name))}.";
        }
    }
}
