namespace Gan.Evaluation;

/// <summary>What is better of two values of a metric.</summary>
public enum MetricDirection
{
    /// <summary>Neither: the number describes, and names no best one.</summary>
    None,

    /// <summary>The lower one.</summary>
    Lower,

    /// <summary>The higher one.</summary>
    Higher,

    /// <summary>The one that lies nearer to <see cref="EvaluationMetric.Target"/>.</summary>
    NearTarget,

    /// <summary>The one that lies nearer to what real pictures get. It names no best generator, since real pictures vary too.</summary>
    NearReal,
}
