using System.Globalization;
using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>Metrics as reports write them.</summary>
internal static class MetricText
{
    /// <summary>The metric and, where there may be several, the extractor: <c>precision, CIFAR classifier</c>.</summary>
    public static string Name(EvaluationValue value) => value.Metric.IsOfFeatures
        ? $"{value.Metric.Title}, {value.Extractor.Split(" (")[0]}"
        : value.Metric.Title;

    /// <summary>What is better, as an arrow.</summary>
    public static string Arrow(EvaluationMetric metric) => metric.Direction switch
    {
        MetricDirection.Lower => " ↓",
        MetricDirection.Higher => " ↑",
        MetricDirection.NearTarget => string.Create(CultureInfo.InvariantCulture, $" → {metric.Shown(metric.Target)}"),
        MetricDirection.NearReal => " → real",
        _ => "",
    };

    /// <summary>A value as people read it.</summary>
    public static string Shown(EvaluationMetric metric, double value) => ReportText.Number(metric.Shown(value));
}
