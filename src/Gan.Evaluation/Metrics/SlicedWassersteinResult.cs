namespace Gan.Evaluation;

/// <summary>Sliced Wasserstein distances.</summary>
/// <param name="Levels">From the finest level to the coarsest.</param>
/// <param name="Average">The mean of the levels' distances.</param>
/// <param name="Colour">
/// The distance between raw colours, in levels of 0 to 255: what brightness, contrast and tint of the whole set change and the levels do
/// not see.
/// </param>
/// <param name="Patches">Patches of each set and level.</param>
public sealed record SlicedWassersteinResult(IReadOnlyList<SlicedWassersteinLevel> Levels, double Average, double Colour, int Patches);
