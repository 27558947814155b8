namespace Gan.Core.Detection;

/// <summary>An experiment in which there is nothing to find: what is found all the same is a fault of the experiment.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Meaning">What it would mean if the area under the curve were not near 0.5.</param>
/// <param name="Auc">The area under the ROC curve.</param>
/// <param name="Count">The pictures that it was measured on.</param>
public sealed record ControlResult(string Name, string Meaning, double Auc, int Count)
{
    /// <summary>Whether the area is in [0.45, 0.55].</summary>
    public bool IsAtChance => Auc is >= 0.45 and <= 0.55;
}
