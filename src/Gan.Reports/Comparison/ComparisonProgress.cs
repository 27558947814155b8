using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>Where a comparison stands.</summary>
/// <param name="Subject">The run, such as <c>lr0003, seed 1</c>, or <c>held-out pictures</c>.</param>
/// <param name="Stage">What is done with it.</param>
/// <param name="Epoch">Epochs that its generator was trained; 0 for held-out pictures.</param>
public sealed record ComparisonProgress(string Subject, ComparisonStage Stage, int Epoch)
{
    /// <summary>The newest tick of a run that trains; null before the first.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TrainingProgress? Training { get; init; }

    /// <summary>The stage of a measurement; null when none is under way.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public EvaluationProgress? Evaluation { get; init; }
}
