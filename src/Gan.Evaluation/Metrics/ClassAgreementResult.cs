namespace Gan.Evaluation;

/// <summary>How often a classifier finds the class that a conditional generator was asked for.</summary>
public sealed record ClassAgreementResult
{
    /// <summary>For each class asked for, how many pictures were taken for each class: <c>[asked][found]</c>.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts { get; init; } = [];

    /// <summary>The share of pictures of each class that were taken for it, from 0 to 1, by label.</summary>
    public IReadOnlyList<double> PerClass => [.. Counts.Select((found, asked) => (double)found[asked] / Math.Max(1, found.Sum()))];

    /// <summary>
    /// The share of all pictures that were taken for what they should be, from 0 to 1; chance is 1 over the number of classes.
    /// </summary>
    public double Overall => (double)Counts.Select((found, asked) => found[asked]).Sum() / Math.Max(1, Counts.Sum(found => found.Sum()));
}
