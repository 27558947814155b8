namespace Gan.Evaluation;

/// <summary>One number of a measurement.</summary>
public sealed record EvaluationValue
{
    /// <summary>Which.</summary>
    public required EvaluationMetric Metric { get; init; }

    /// <summary>That of the generated pictures.</summary>
    public required double Value { get; init; }

    /// <summary>That of held-out real pictures: the noise floor.</summary>
    public required double Real { get; init; }

    /// <summary>What a person calls the feature extractor; <c>pixels</c> for numbers that need none.</summary>
    public required string Extractor { get; init; }

    /// <summary>The extractor's fingerprint; empty for pixels. Numbers of different fingerprints cannot be compared.</summary>
    public required string Fingerprint { get; init; }

    internal const string Pixels = "pixels";
}
