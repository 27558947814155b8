namespace Gan.Detection;

/// <summary>An experiment in which there is nothing to find: what is found all the same is a fault of the experiment.</summary>
public sealed record ControlResult
{
    /// <summary>What was done.</summary>
    public required string Name { get; init; }

    /// <summary>What it would mean if the area under the curve were not near 0.5.</summary>
    public required string Meaning { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required double Auc { get; init; }

    /// <summary>The pictures that it was measured on, about half of each class.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// How far from 0.5 the area may be: 0.05, or three standard deviations of an area at chance (Hanley and McNeil 1982) where few
    /// pictures make that more.
    /// </summary>
    public double Tolerance => Math.Max(0.05, 3 * Math.Sqrt((Count + 1) / (3.0 * Count * Count)));

    /// <summary>Whether the area is no further from 0.5 than <see cref="Tolerance"/>.</summary>
    public bool IsAtChance => Math.Abs(Auc - 0.5) <= Tolerance;
}
