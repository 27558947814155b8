namespace Gan.Imaging;

/// <summary>Curves that share one y axis.</summary>
/// <param name="Label">What the y axis counts.</param>
/// <param name="Series">The curves.</param>
internal sealed record ChartPanel(string Label, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>The ends of the y axis.</summary>
    /// <value><see langword="null"/> by default: chosen from the values, so that a few wild ones do not flatten the rest.</value>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>The panel's share of the chart's height, against the other panels' shares.</summary>
    /// <value>1 by default.</value>
    public float Share { get; init; } = 1;

    /// <summary>Whether the legend stands inside, line by line in the lower right corner, rather than in one line above.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool LegendInside { get; init; }
}
