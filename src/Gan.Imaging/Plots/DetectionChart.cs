namespace Gan.Imaging;

/// <summary>What the plots of a detector share: both axes go from 0 to 1, and a diagonal is compared with.</summary>
internal static class DetectionChart
{
    private const int Side = 900;

    /// <summary>Refuses what one legend and four colours cannot show.</summary>
    public static void RequireFew<T>(IReadOnlyList<T> curves, string parameter)
    {
        ArgumentNullException.ThrowIfNull(curves, parameter);
        if (curves.Count == 0 || curves.Count > ChartColors.InTurn.Count)
        {
            throw new ArgumentException($"A plot shows 1 to {ChartColors.InTurn.Count} curves; {curves.Count} were given.", parameter);
        }
    }

    /// <summary>The line from (0, 0) to (1, 1).</summary>
    public static ChartSeries Diagonal(string name) => new(name, ChartColors.Grey, [0, 1]) { HasDots = false };

    /// <summary>Draws panels above an x axis from 0 to 1.</summary>
    public static RgbImage Render(string title, string xLabel, IReadOnlyList<ChartPanel> panels) =>
        new LineChart(title, xLabel, [0, 1], panels) { CountsX = false }.Render(Side, Side);
}
