using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>What a comparison found.</summary>
/// <param name="Runs">The runs, at least one, all measured after the same epochs: of each seed all presets.</param>
/// <param name="NoiseFloor">What the same evaluator measured of held-out real pictures.</param>
public sealed record ComparisonResult(IReadOnlyList<ComparedRun> Runs, EvaluationResult NoiseFloor);
