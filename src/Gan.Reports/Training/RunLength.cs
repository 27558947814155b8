using System.Globalization;

namespace Gan.Reports;

/// <summary>How far a run has come, of what it is to do.</summary>
internal static class RunLength
{
    /// <summary>Epochs of all epochs, or epochs and minutes of those that the run has.</summary>
    public static string Of(RunState run)
    {
        GanOptions options = run.Description.Options;
        return options.TimeBudget is { } budget
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{ReportText.Count(run.Position.Epoch, "epoch")} in {run.Position.TrainingTime.TotalMinutes:0.#} of {budget.TotalMinutes:0.#} minutes")
            : string.Create(CultureInfo.InvariantCulture, $"{run.Position.Epoch} of {ReportText.Count(options.Epochs, "epoch")}");
    }
}
