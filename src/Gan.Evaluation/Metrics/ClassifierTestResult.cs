namespace Gan.Evaluation;

/// <summary>How well a trained classifier tells real from generated, on pictures that it was not trained on.</summary>
public sealed record ClassifierTestResult
{
    /// <summary>The share that it gets right: about 0.5 for equal distributions, 1 when they are apart.</summary>
    public required double Accuracy { get; init; }

    /// <summary>How often it finds a generated picture likelier to be generated than a real one: 0.5 to 1.</summary>
    public required double Auc { get; init; }

    /// <summary>How probable such an accuracy or a higher one would be for equal distributions (normal approximation).</summary>
    public required double PValue { get; init; }

    /// <summary>Pictures tested, half of them real.</summary>
    public required int TestCount { get; init; }
}
