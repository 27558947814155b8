namespace Gan.Evaluation;

/// <summary>The distance at one level of the pyramid.</summary>
public sealed record SlicedWassersteinLevel
{
    /// <summary>The height of the pictures at this level, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The distance between normalised patches, times 1000.</summary>
    public required double Distance { get; init; }
}
