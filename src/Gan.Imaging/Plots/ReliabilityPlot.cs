using System.Globalization;
using Gan.Core;

namespace Gan.Imaging;

/// <summary>
/// Draws reliability diagrams of a detector: the share of fakes among the pictures that were given a probability, against that probability,
/// and below how many were given it. A calibrated detector lies on the diagonal.
/// </summary>
/// <remarks>Text is drawn without fonts; the same diagrams give the same picture.</remarks>
public static class ReliabilityPlot
{
    /// <summary>Writes the plot to a file, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">The file, replaced if it exists: <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.</param>
    /// <param name="diagrams">
    /// 1 to 4 diagrams, each with a name for the legend, such as before and after calibration, and its bins from 0 to 1.
    /// </param>
    /// <param name="title">Stands above.</param>
    /// <exception cref="ArgumentException">There is no diagram or more than 4, or the extension is another one.</exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Save(
        string path, IReadOnlyList<(string Name, IReadOnlyList<ReliabilityPlotBin> Bins)> diagrams, string title = "Reliability")
    {
        ImageFile.FormatOf(path);
        ImageFile.Write(path, Render(diagrams, title));
    }

    /// <summary>Draws the plot as a PNG in memory.</summary>
    /// <param name="diagrams">1 to 4 diagrams, each with a name for the legend, and its bins from 0 to 1.</param>
    /// <param name="title">Stands above.</param>
    /// <returns>What a PNG file holds.</returns>
    /// <exception cref="ArgumentException">There is no diagram or more than 4.</exception>
    public static byte[] EncodePng(
        IReadOnlyList<(string Name, IReadOnlyList<ReliabilityPlotBin> Bins)> diagrams, string title = "Reliability") =>
        ImageFile.Encode(Render(diagrams, title));

    /// <summary>Draws the plot in memory.</summary>
    /// <param name="diagrams">
    /// 1 to 4 diagrams, each with a name for the legend, where its calibration error is added, and its bins from 0 to 1.
    /// </param>
    /// <param name="title">Stands above.</param>
    /// <returns>900×900 pixels.</returns>
    /// <exception cref="ArgumentException">There is no diagram or more than 4.</exception>
    public static RgbImage Render(
        IReadOnlyList<(string Name, IReadOnlyList<ReliabilityPlotBin> Bins)> diagrams, string title = "Reliability")
    {
        DetectionChart.RequireFew(diagrams, nameof(diagrams));
        ChartPanel reliability = new("share that is fake",
        [
            DetectionChart.Diagonal("calibrated"),
            .. diagrams.Select((entry, i) => Reliability(entry.Name, entry.Bins, i)),
        ])
        {
            Range = (0, 1),
            Share = 3,
            LegendInside = true,
        };
        ChartPanel frequencies = new("share of the pictures", [.. diagrams.Select((entry, i) => Frequencies(entry.Name, entry.Bins, i))])
        {
            Range = (0, 1),
        };
        return DetectionChart.Render(title, "probability of being fake", [reliability, frequencies]);
    }

    private static ChartSeries Reliability(string name, IReadOnlyList<ReliabilityPlotBin> bins, int index)
    {
        ReliabilityPlotBin[] filled = [.. bins.Where(bin => bin.Count > 0)];
        return new ChartSeries(
            string.Create(CultureInfo.InvariantCulture, $"{name}, ECE {CalibrationError(filled):0.0000}"),
            ChartColors.InTurn[index],
            [.. filled.Select(bin => bin.FakeShare)])
        {
            X = [.. filled.Select(bin => bin.MeanProbability)],
        };
    }

    // ECE: the distance between both numbers of a bin, averaged over the pictures.
    private static double CalibrationError(ReliabilityPlotBin[] filled) =>
        filled.Sum(bin => bin.Count * Math.Abs(bin.MeanProbability - bin.FakeShare)) / filled.Sum(bin => (double)bin.Count);

    // A level line across every bin.
    private static ChartSeries Frequencies(string name, IReadOnlyList<ReliabilityPlotBin> bins, int index)
    {
        double count = bins.Sum(bin => bin.Count);
        return new ChartSeries(name, ChartColors.InTurn[index], [.. bins.SelectMany(bin => Enumerable.Repeat(bin.Count / count, 2))])
        {
            X = [.. bins.SelectMany(bin => (double[])[bin.Lower, bin.Upper])],
            HasDots = false,
        };
    }
}
