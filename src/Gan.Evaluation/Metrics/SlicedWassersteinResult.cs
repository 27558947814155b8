namespace Gan.Evaluation;

/// <summary>Sliced Wasserstein distances.</summary>
public sealed record SlicedWassersteinResult
{
    /// <summary>From the finest level to the coarsest.</summary>
    public required IReadOnlyList<SlicedWassersteinLevel> Levels { get; init; }

    /// <summary>The mean of the levels' distances.</summary>
    public required double Average { get; init; }

    /// <summary>
    /// The distance between raw colours, in levels of 0 to 255: what brightness, contrast and tint of the whole set change and the levels
    /// do not see.
    /// </summary>
    public required double Colour { get; init; }

    /// <summary>Patches of each set and level.</summary>
    public required int Patches { get; init; }
}
