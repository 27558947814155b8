namespace Gan.Core;

/// <summary>What networks start from instead of drawn weights: files of networks that were trained before.</summary>
public sealed record TransferOptions
{
    /// <summary>A file of a generator; null to draw the weights.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Generator { get; init; }

    /// <summary>A file of a discriminator; null to draw the weights.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Discriminator { get; init; }

    /// <summary>
    /// Whether weights that the file lacks, or has in another shape, may keep what was drawn, so that networks of another size or with
    /// other classes can start from the file; the trainer's remarks list them. Otherwise the file must hold all weights and no others.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Partial { get; init; }
}
