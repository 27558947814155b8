using SkiaSharp;

namespace Gan.Imaging;

/// <summary>One curve.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Y">Its values, one for each x of the chart; what is not a finite number leaves a gap.</param>
internal sealed record ChartSeries(string Name, SKColor Color, IReadOnlyList<double> Y);
