namespace Gan.Core.ModelFiles;

/// <summary>What a run learns from.</summary>
public sealed record DatasetDescription
{
    /// <summary>The data set's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its pictures.</summary>
    public int Count { get; init; }

    /// <summary>Their shape.</summary>
    public ImageShape Shape { get; init; }

    /// <summary>Its classes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The SHA-256 of its pictures and labels.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Describes a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <returns>The description.</returns>
    public static DatasetDescription Of(IImageDataset dataset) => new()
    {
        Name = dataset.Name,
        Count = dataset.Count,
        Shape = dataset.Shape,
        ClassNames = [.. dataset.ClassNames],
        Fingerprint = dataset.Fingerprint,
    };
}
