namespace Gan.Detection;

/// <summary>An experiment in which there is nothing to find: what is found all the same is a fault of the experiment.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Meaning">What it would mean if the area under the curve were not near 0.5.</param>
/// <param name="Auc">The area under the ROC curve.</param>
/// <param name="Count">The pictures that it was measured on, about half of each class.</param>
public sealed record ControlResult(string Name, string Meaning, double Auc, int Count)
{
    /// <summary>
    /// How far from 0.5 the area may be: 0.05, or three standard deviations of an area at chance (Hanley and McNeil 1982) where few pictures make
    /// that more.
    /// </summary>
    public double Tolerance => Math.Max(0.05, 3 * Math.Sqrt((Count + 1) / (3.0 * Count * Count)));

    /// <summary>Whether the area is no further from 0.5 than <see cref="Tolerance"/>.</summary>
    public bool IsAtChance => Math.Abs(Auc - 0.5) <= Tolerance;
}
