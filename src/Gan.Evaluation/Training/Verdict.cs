namespace Gan.Evaluation;

/// <summary>A finding about a run.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">The finding in words: what is wrong, the numbers that show it, and what to do.</param>
public sealed record Verdict(VerdictKind Kind, string Text);
