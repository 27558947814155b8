namespace Gan.Imaging;

/// <summary>A title, one x axis, and panels of curves above one another.</summary>
/// <param name="Title">Stands above.</param>
/// <param name="XLabel">What the x axis counts.</param>
/// <param name="X">The x of every point, rising.</param>
/// <param name="Panels">From top to bottom; at least one.</param>
internal sealed record LineChart(string Title, string XLabel, IReadOnlyList<double> X, IReadOnlyList<ChartPanel> Panels)
{
    /// <summary>
    /// Whether the x axis counts, as steps of a run do: whole numbers are marked, and long curves are drawn with a moving average.
    /// </summary>
    /// <value><see langword="true"/> by default.</value>
    public bool CountsX { get; init; } = true;

    /// <summary>Draws the chart.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <returns>The same picture for the same chart, whatever fonts and culture the machine has.</returns>
    public RgbImage Render(int width, int height)
    {
        using var renderer = new ChartRenderer(width, height);
        return renderer.Render(this);
    }
}
