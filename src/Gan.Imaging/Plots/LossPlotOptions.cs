namespace Gan.Imaging;

/// <summary>How <see cref="LossPlot"/> draws.</summary>
public sealed record LossPlotOptions
{
    /// <summary>Stands above the plot. Printable ASCII; accents are left off, other characters become question marks.</summary>
    /// <value>"Discriminator and generator loss" by default.</value>
    public string Title { get; init; } = "Discriminator and generator loss";

    /// <summary>The width of the picture.</summary>
    /// <value>1200 pixels by default; 300 to 10,000.</value>
    public int Width { get; init; } = 1200;

    /// <summary>The height of the picture.</summary>
    /// <value>800 pixels by default; 200 to 10,000.</value>
    public int Height { get; init; } = 800;

    /// <summary>Whether a second panel shows D(x) and D(G(z)). It is left out as well when the history holds no such score.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool ShowScores { get; init; } = true;
}
