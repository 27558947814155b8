namespace Gan.Evaluation;

/// <summary>Where a measurement stands.</summary>
/// <param name="Stage">What is being done, such as <c>sliced Wasserstein distance</c>.</param>
/// <param name="Step">Stages done.</param>
/// <param name="Steps">Stages in all.</param>
public readonly record struct EvaluationProgress(string Stage, int Step, int Steps);
