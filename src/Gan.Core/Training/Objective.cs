namespace Gan.Core;

/// <summary>What a run learns by: the loss, what is added to it, and how the discriminator sees pictures.</summary>
public sealed class Objective
{
    /// <summary>What the two networks minimise.</summary>
    /// <value>The default value is binary cross-entropy.</value>
    public IAdversarialLoss Loss { get; init; } = AdversarialLosses.BinaryCrossEntropy;

    /// <summary>What is added to the discriminator's loss.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<IPenalty> Penalties { get; init; } = [];

    /// <summary>How pictures are changed before the discriminator sees them, the first one first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<IAugmentation> Augmentations { get; init; } = [];

    internal IEnumerable<IObjectivePart> Parts => [Loss, .. Penalties, .. Augmentations];
}
