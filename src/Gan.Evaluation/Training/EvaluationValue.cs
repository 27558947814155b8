namespace Gan.Evaluation;

/// <summary>One number of a measurement.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Value">That of the generated pictures.</param>
/// <param name="Real">That of held-out real pictures: the noise floor.</param>
/// <param name="Extractor">What a person calls the feature extractor; <c>pixels</c> for numbers that need none.</param>
/// <param name="Fingerprint">The extractor's fingerprint; empty for pixels. Numbers of different fingerprints cannot be compared.</param>
public sealed record EvaluationValue(EvaluationMetric Metric, double Value, double Real, string Extractor, string Fingerprint);
