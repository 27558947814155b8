namespace Gan.Evaluation;

/// <summary>One thing that an augmentation changes in pictures, and how much of that generated pictures show.</summary>
public sealed record AugmentationSign
{
    /// <summary>What is looked at, such as <c>flat edges</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Of which share of augmented and of plain real pictures the generated ones would be a mixture, by this sign: 0 when they look like
    /// plain ones, 1 when they look like augmented ones. Chance and other faults can bring it below 0 or above 1.
    /// </summary>
    public required double Share { get; init; }

    /// <summary>The same for real pictures that were held out: what chance makes of 0.</summary>
    public required double HeldOut { get; init; }

    /// <summary>The standard error of <see cref="Share"/>, by the bootstrap over the generated pictures.</summary>
    public required double StandardError { get; init; }

    /// <summary>Whether the augmentation shows: a share that is both large and beyond chance.</summary>
    public bool Shows => Share - Math.Max(HeldOut, 0) > Math.Max(0.15, 3 * StandardError);
}
