using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>Where a search stands.</summary>
/// <param name="Trial">The trial under way.</param>
/// <param name="Seed">The seed of its run.</param>
/// <param name="Epochs">The epochs of the rung that it is trained to.</param>
/// <param name="Place">Which trial of the rung, from 1.</param>
/// <param name="Count">Trials of the rung.</param>
public sealed record SearchProgress(SearchTrial Trial, long Seed, int Epochs, int Place, int Count)
{
    /// <summary>The newest tick of the run; null before the first.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TrainingProgress? Training { get; init; }

    /// <summary>The stage of a measurement; null when none is under way.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public EvaluationProgress? Evaluation { get; init; }

    /// <summary>How far the trial came, once it is at the rung or has failed; null before.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TrialResult? Result { get; init; }
}
