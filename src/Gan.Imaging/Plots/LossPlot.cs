using Gan.Core;

namespace Gan.Imaging;

/// <summary>
/// Draws a run's history: the losses of discriminator and generator, and below them the discriminator's scores D(x) and D(G(z)).
/// </summary>
/// <remarks>
/// From 60 entries on, each curve is drawn twice: pale as recorded, and strong as a centred moving average. The loss axis shows the bulk of
/// the values; how many lie outside, or are not numbers, is noted in the plot. Text is drawn without fonts, so it is there on a bare
/// container too, and the same history gives the same picture.
/// </remarks>
public static class LossPlot
{
    private const int EpochsForEpochAxis = 3;

    /// <summary>Writes the plot to a file, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">The file, replaced if it exists: <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.</param>
    /// <param name="history">At least one entry, in the order of training.</param>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The history is empty, a size is out of range, or the extension is another one.</exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Save(string path, IReadOnlyList<HistoryEntry> history, LossPlotOptions? options = null)
    {
        ImageFile.FormatOf(path);
        ImageFile.Write(path, Render(history, options));
    }

    /// <summary>Draws the plot as a PNG in memory.</summary>
    /// <param name="history">At least one entry, in the order of training.</param>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <returns>What a PNG file holds; the same history gives the same bytes.</returns>
    /// <exception cref="ArgumentException">The history is empty, or a size is out of range.</exception>
    public static byte[] EncodePng(IReadOnlyList<HistoryEntry> history, LossPlotOptions? options = null) =>
        ImageFile.Encode(Render(history, options));

    /// <summary>Draws the plot in memory.</summary>
    /// <param name="history">
    /// At least one entry, in the order of training. The x axis counts epochs, or steps while the run is younger than 3 epochs.
    /// </param>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <returns>The plot.</returns>
    /// <exception cref="ArgumentException">The history is empty, or a size is out of range.</exception>
    public static RgbImage Render(IReadOnlyList<HistoryEntry> history, LossPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= new LossPlotOptions();
        if (history.Count == 0)
        {
            throw new ArgumentException("The history is empty: there is nothing to plot before the first tick of training.", nameof(history));
        }

        if (options.Width is < 300 or > 10_000 || options.Height is < 200 or > 10_000)
        {
            throw new ArgumentException(
                $"A plot is 300 to 10,000 pixels wide and 200 to 10,000 high; {options.Width}×{options.Height} was asked for.", nameof(options));
        }

        List<ChartPanel> panels =
        [
            new("loss",
            [
                new ChartSeries("discriminator", ChartColors.Blue, [.. history.Select(entry => entry.DiscriminatorLoss)]),
                new ChartSeries("generator", ChartColors.Vermillion, [.. history.Select(entry => entry.GeneratorLoss)]),
            ])
            {
                Share = 1.7f,
            },
        ];
        if (options.ShowScores && history.Any(entry => double.IsFinite(entry.RealScore) || double.IsFinite(entry.FakeScore)))
        {
            panels.Add(new ChartPanel("probability of being real",
            [
                new ChartSeries("D(x), real pictures", ChartColors.Green, [.. history.Select(entry => entry.RealScore)]),
                new ChartSeries("D(G(z)), generated", ChartColors.Purple, [.. history.Select(entry => entry.FakeScore)]),
            ])
            {
                Range = (0, 1),
            });
        }

        bool byEpoch = history[^1].Epoch >= EpochsForEpochAxis;
        double perUnit = byEpoch ? StepsPerEpoch(history) : 1;
        return new LineChart(options.Title, byEpoch ? "epoch" : "training step", [.. history.Select(entry => entry.Step / perUnit)], panels)
            .Render(options.Width, options.Height);
    }

    // An entry of epoch e lies at step e × stepsPerEpoch at the latest, and the last entry of an epoch lies there exactly.
    internal static double StepsPerEpoch(IReadOnlyList<HistoryEntry> history) =>
        Math.Max(1, history.Max(entry => (double)entry.Step / Math.Max(1, entry.Epoch)));
}
