using System.Globalization;
using Gan.Core;

namespace Gan.Imaging;

/// <summary>Draws ROC curves of a detector: fakes caught against real pictures called fake, with the line of chance.</summary>
/// <remarks>Text is drawn without fonts; the same curves give the same picture.</remarks>
public static class RocPlot
{
    /// <summary>Writes the plot to a file, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">The file, replaced if it exists: <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.</param>
    /// <param name="curves">1 to 4 curves, each with a name for the legend and its points, as for <see cref="Render"/>.</param>
    /// <param name="title">Stands above.</param>
    /// <exception cref="ArgumentException">There is no curve or more than 4, or the extension is another one.</exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Save(string path, IReadOnlyList<(string Name, IReadOnlyList<PlotPoint> Points)> curves, string title = "ROC")
    {
        ImageFile.FormatOf(path);
        ImageFile.Write(path, Render(curves, title));
    }

    /// <summary>Draws the plot as a PNG in memory.</summary>
    /// <param name="curves">1 to 4 curves, each with a name for the legend and its points, as for <see cref="Render"/>.</param>
    /// <param name="title">Stands above.</param>
    /// <returns>What a PNG file holds.</returns>
    /// <exception cref="ArgumentException">There is no curve or more than 4.</exception>
    public static byte[] EncodePng(IReadOnlyList<(string Name, IReadOnlyList<PlotPoint> Points)> curves, string title = "ROC") =>
        ImageFile.Encode(Render(curves, title));

    /// <summary>Draws the plot in memory.</summary>
    /// <param name="curves">
    /// 1 to 4 curves, each with a name for the legend, where its area is added. X is the share of real pictures that are called fake, Y the
    /// share of fakes that are caught; from (0, 0) to (1, 1), neither ever falling.
    /// </param>
    /// <param name="title">Stands above.</param>
    /// <returns>900×900 pixels.</returns>
    /// <exception cref="ArgumentException">There is no curve or more than 4.</exception>
    public static RgbImage Render(IReadOnlyList<(string Name, IReadOnlyList<PlotPoint> Points)> curves, string title = "ROC")
    {
        DetectionChart.RequireFew(curves, nameof(curves));
        ChartSeries[] series =
        [
            DetectionChart.Diagonal("chance"),
            .. curves.Select((entry, i) => new ChartSeries(
                string.Create(CultureInfo.InvariantCulture, $"{entry.Name}, AUC {Area(entry.Points):0.0000}"),
                ChartColors.InTurn[i],
                [.. entry.Points.Select(point => point.Y)])
            {
                X = [.. entry.Points.Select(point => point.X)],
                HasDots = false,
            }),
        ];
        ChartPanel panel = new("share of fakes caught", series) { Range = (0, 1), LegendInside = true };
        return DetectionChart.Render(title, "share of real pictures called fake", [panel]);
    }

    // Between two points the curve is a straight line.
    private static double Area(IReadOnlyList<PlotPoint> points) =>
        points.Zip(points.Skip(1), (left, right) => (right.X - left.X) * (left.Y + right.Y) / 2).Sum();
}
