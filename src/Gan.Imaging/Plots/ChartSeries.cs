using SkiaSharp;

namespace Gan.Imaging;

/// <summary>One curve.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Y">Its values, one for each x; what is not a finite number leaves a gap.</param>
internal sealed record ChartSeries(string Name, SKColor Color, IReadOnlyList<double> Y)
{
    /// <summary>The curve's own x of every value, not falling.</summary>
    /// <value><see langword="null"/> by default: the chart's.</value>
    public IReadOnlyList<double>? X { get; init; }

    /// <summary>Whether a curve of few values shows each as a dot.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool HasDots { get; init; } = true;
}
