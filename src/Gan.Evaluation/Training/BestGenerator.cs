using System.Globalization;
using Gan.Core.ModelFiles;

namespace Gan.Evaluation;

/// <summary>
/// Keeps the best generator of a run in a file. What is to be beaten is what the file holds, not what was measured: when a run goes on from
/// an earlier state than the file's, the file stays what it says it is.
/// </summary>
internal sealed class BestGenerator
{
    private readonly string _path;
    private readonly EvaluationMetric _metric;
    private readonly string _conditions;
    private double? _kept;

    /// <summary>Keeps nothing yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metric">The number that decides.</param>
    /// <param name="conditions">What the number was measured with: under others it cannot be compared.</param>
    public BestGenerator(string path, EvaluationMetric metric, string conditions)
    {
        _path = path;
        _metric = metric;
        _conditions = conditions;
    }

    /// <summary>Finds out what the file holds.</summary>
    /// <param name="fingerprint">The fingerprint of the extractor that measures.</param>
    /// <returns>Whether it holds a generator that was the best by the same number.</returns>
    /// <exception cref="GanFileException">The file cannot be read.</exception>
    public bool Resume(string fingerprint)
    {
        _kept = null;
        if (File.Exists(_path))
        {
            IReadOnlyDictionary<string, string> texts = TensorFile.ReadMetadata(_path);
            if (texts.GetValueOrDefault("metric") == _metric.Name()
                && texts.GetValueOrDefault("fingerprint") == fingerprint
                && texts.GetValueOrDefault("conditions") == _conditions
                && double.TryParse(texts.GetValueOrDefault("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                _kept = value;
            }
        }

        return _kept is not null;
    }

    /// <summary>Saves the generator if it is better than what is kept.</summary>
    /// <param name="trainer">Its trainer.</param>
    /// <param name="value">Its number.</param>
    /// <exception cref="GanFileException">The system refuses; the file is as it was.</exception>
    public void Offer(GanTrainer trainer, EvaluationValue value)
    {
        if (double.IsNaN(value.Value) || (_kept is { } kept && !_metric.IsBetter(value.Value, kept)))
        {
            return;
        }

        GanGenerator.Save(trainer.Generator, _path, new Dictionary<string, string>
        {
            ["epochs"] = $"{trainer.Position.Epoch}",
            ["steps"] = $"{trainer.Position.Step}",
            ["seed"] = $"{trainer.Options.Seed}",
            ["metric"] = _metric.Name(),
            ["value"] = value.Value.ToString("R", CultureInfo.InvariantCulture),
            ["real"] = value.Real.ToString("R", CultureInfo.InvariantCulture),
            ["extractor"] = value.Extractor,
            ["fingerprint"] = value.Fingerprint,
            ["conditions"] = _conditions,
        });
        _kept = value.Value;
    }
}
