namespace Gan.Core.ModelFiles;

/// <summary>What a run learns from.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Count">Its pictures.</param>
/// <param name="Shape">Their shape.</param>
/// <param name="ClassNames">Its classes.</param>
/// <param name="Fingerprint">The SHA-256 of its pictures and labels.</param>
public sealed record DatasetDescription(string Name, int Count, ImageShape Shape, string[] ClassNames, string Fingerprint)
{
    /// <summary>Describes a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <returns>The description.</returns>
    public static DatasetDescription Of(IImageDataset dataset) =>
        new(dataset.Name, dataset.Count, dataset.Shape, [.. dataset.ClassNames], dataset.Fingerprint);
}
