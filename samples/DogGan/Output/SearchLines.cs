using System.Globalization;
using Gan.Core;
using Gan.Evaluation;
using Gan.Reports;

namespace DogGan.Output;

/// <summary>Says what a search does: each trial of a rung, its training, and what it gets.</summary>
/// <param name="metric">The number that decides.</param>
/// <param name="say">Writes a line that stays.</param>
/// <param name="training">Shows the run that trains.</param>
/// <param name="show">Shows a stage of a measurement; null where there is no place for that.</param>
internal sealed class SearchLines(
    EvaluationMetric metric, Action<string> say, IProgress<TrainingProgress> training, Action<string>? show) : IProgress<SearchProgress>
{
    public void Report(SearchProgress value)
    {
        switch (value)
        {
            case { Training: { } tick }:
                training.Report(tick);
                break;
            case { Evaluation: { } stage }:
                show?.Invoke($"  measuring {Math.Min(stage.Step + 1, stage.Steps)}/{stage.Steps}: {stage.Stage}");
                break;
            case { Result: { HasFailed: true } failed }:
                say($"  diverged: {failed.Problem}");
                break;
            case { Result: { } result }:
                string number = metric.Shown(result.Value).ToString("G4", CultureInfo.InvariantCulture);
                say($"  {metric.Title} = {number} after epoch {value.Epochs}");
                break;
            default:
                string seed = value.Trial.Seeds.Count > 1 ? $", seed {value.Seed}" : "";
                say($"To epoch {value.Epochs}, {value.Place}/{value.Count}: {value.Trial.Name}{seed} ({value.Trial.Description})");
                break;
        }
    }
}
