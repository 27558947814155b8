namespace Gan.Evaluation;

/// <summary>The distance at one level of the pyramid.</summary>
/// <param name="Height">The height of the pictures at this level, in pixels.</param>
/// <param name="Distance">The distance between normalised patches, times 1000.</param>
public sealed record SlicedWassersteinLevel(int Height, double Distance);
