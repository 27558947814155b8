using DogGan.Output;
using Gan.Core;
using Gan.Evaluation;

namespace DogGan.Commands;

/// <summary>Measuring while training: the extractors that suit the data, and what is said about it on the console.</summary>
internal sealed class TrainingEvaluation(TrainingEvaluationOptions options, ComputeDevice device) : IDisposable
{
    private Extractors? _extractors;

    /// <summary>Finds a metric by its name, with underscores or hyphens, or says which there are.</summary>
    public static EvaluationMetric ParseMetric(string option, string name) =>
        EvaluationMetrics.Find(name.Replace('-', '_')) is { } metric && EvaluationMetrics.Ranked.Contains(metric)
            ? metric
            : throw new FormatException(
                $"{option}: '{name}' is unknown. Choose one of {string.Join(", ", EvaluationMetrics.Ranked.Select(ranked => ranked.Name()))}.");

    /// <summary>Adds it to a run.</summary>
    public void AddTo(GanBuilder builder, IImageDataset training, IImageDataset heldOut)
    {
        _extractors = Extractors.For(training, device, torchScript: null);
        MeasurementLines lines = new(options.Metric);
        builder.WithEvaluation(heldOut, options, _extractors.All, lines).Observe(lines);
    }

    public void Dispose() => _extractors?.Dispose();
}
