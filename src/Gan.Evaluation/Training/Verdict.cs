namespace Gan.Evaluation;

/// <summary>A finding about a run.</summary>
public sealed record Verdict
{
    /// <summary>What is wrong.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>The finding in words: what is wrong, the numbers that show it, and what to do.</summary>
    public required string Text { get; init; }
}
