using Gan.Core;
using Gan.Reports;

namespace DogGan.Output;

/// <summary>Says what a comparison does: each run, its training, each measurement.</summary>
/// <param name="say">Writes a line that stays.</param>
/// <param name="training">Shows the run that trains.</param>
/// <param name="show">Shows a stage of a measurement.</param>
internal sealed class ComparisonLines(Action<string> say, IProgress<TrainingProgress> training, Action<string> show) : IProgress<ComparisonProgress>
{
    public void Report(ComparisonProgress value)
    {
        switch (value)
        {
            case { Training: { } tick }:
                training.Report(tick);
                break;
            case { Stage: ComparisonStage.Training }:
                say($"{value.Subject}:");
                break;
            case { Stage: ComparisonStage.Measured, Epoch: > 0 }:
                say($"  measured after epoch {value.Epoch}");
                break;
            case { Evaluation: { } stage, Epoch: 0 } when stage.Step < stage.Steps:
                show($"  {value.Subject} {stage.Step + 1}/{stage.Steps}: {stage.Stage}");
                break;
        }
    }
}
