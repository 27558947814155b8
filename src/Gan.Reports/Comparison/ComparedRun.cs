using Gan.Core.ModelFiles;
using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>One run of a comparison, trained and measured.</summary>
/// <param name="Preset">The preset's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Description">Its settings.</param>
/// <param name="History">Its history, the oldest entry first.</param>
/// <param name="Evaluations">What was measured, by epochs done; at least one, the same epochs in every run.</param>
public sealed record ComparedRun(
    string Preset,
    long Seed,
    RunFolder Folder,
    RunDescription Description,
    IReadOnlyList<HistoryEntry> History,
    IReadOnlyDictionary<int, EvaluationResult> Evaluations)
{
    /// <summary>The picture of the run's nearest neighbours inside its folder.</summary>
    /// <value><c>nearest.png</c>.</value>
    public const string NeighboursFile = "nearest.png";

    /// <summary>What the report calls the run: <c>lr0003, seed 1</c>.</summary>
    public string Name => NameOf(Preset, Seed);

    /// <summary>Epochs done.</summary>
    public int Epochs => Evaluations.Keys.Max();

    /// <summary>The measurement after the last epoch.</summary>
    public EvaluationResult Last => Evaluations[Epochs];

    /// <summary>Time spent in training, from the speed of each tick.</summary>
    public TimeSpan TrainingTime => ReportText.TrainingTime(History);

    /// <summary>Says in words what is wrong with the run.</summary>
    /// <param name="noiseFloor">What the same evaluator measured of held-out real pictures.</param>
    /// <returns>What was found; empty when nothing is.</returns>
    public IReadOnlyList<Verdict> VerdictsAgainst(EvaluationResult noiseFloor)
    {
        ArgumentNullException.ThrowIfNull(noiseFloor);
        return Verdicts.Of(
            History,
            [.. InOrder.Select(pair => EvaluationEntry.Of(pair.Key, step: 0, pair.Value, noiseFloor, heldOut: noiseFloor.Source))]);
    }

    internal IEnumerable<KeyValuePair<int, EvaluationResult>> InOrder => Evaluations.OrderBy(pair => pair.Key);

    internal static string NameOf(string preset, long seed) => FormattableString.Invariant($"{preset}, seed {seed}");
}
