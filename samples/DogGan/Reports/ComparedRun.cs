using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Evaluation;

namespace DogGan.Reports;

/// <summary>One run of a comparison, trained and measured.</summary>
/// <param name="Preset">The preset's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Description">Its settings.</param>
/// <param name="History">Its history.</param>
/// <param name="Evaluations">What was measured, by epoch; the same epochs in every run.</param>
internal sealed record ComparedRun(
    string Preset,
    long Seed,
    RunFolder Folder,
    RunDescription Description,
    IReadOnlyList<HistoryEntry> History,
    SortedDictionary<int, EvaluationResult> Evaluations)
{
    /// <summary>What the report calls the run.</summary>
    public string Name => $"{Preset}, seed {Seed}";

    /// <summary>The measurement after the last epoch.</summary>
    public EvaluationResult Last => Evaluations.Last().Value;

    /// <summary>Time spent in training, from the speed of each tick.</summary>
    public TimeSpan TrainingTime
    {
        get
        {
            double seconds = 0;
            long images = 0;
            foreach (HistoryEntry entry in History)
            {
                seconds += (entry.Images - images) / Math.Max(entry.ImagesPerSecond, 0.1);
                images = entry.Images;
            }

            return TimeSpan.FromSeconds(seconds);
        }
    }

    /// <summary>What is wrong with the run, in words.</summary>
    /// <param name="floor">What real pictures get.</param>
    public IReadOnlyList<Verdict> VerdictsAgainst(EvaluationResult floor) =>
        Verdicts.Of(History, [.. Evaluations.Select(pair => EvaluationEntry.Of(pair.Key, step: 0, pair.Value, floor, heldOut: floor.Source))]);
}
