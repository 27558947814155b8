using System.Globalization;
using System.Text;

namespace Gan.Reports;

/// <summary>A line chart as SVG, for a page that needs no script.</summary>
internal static class SvgChart
{
    private const double Width = 460;
    private const double Height = 260;
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 30;
    private const double Bottom = 34;
    private const double TitleLine = 18;

    // As many as are within the chart in the larger letters of narrow screens.
    private const int TitleCharacters = 46;

    private const int Colours = 6;

    /// <summary>The colour of a line, which the page's style has for light and dark.</summary>
    public static string Colour(int index) => $"var(--s{index % Colours})";

    /// <summary>Draws lines.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="floor">The value of real pictures, a grey line; null for none.</param>
    /// <param name="axis">The lower axis; null for epochs.</param>
    /// <returns>An <c>svg</c> element; empty when there is nothing to draw.</returns>
    public static string Render(string title, IReadOnlyList<ChartLine> lines, double? floor = null, ChartAxis? axis = null)
    {
        ChartLine[] drawn =
        [
            .. lines.Select(line => line with { Points = [.. line.Points.Where(point => double.IsFinite(point.Value))] })
                .Where(line => line.Points.Count > 0),
        ];
        if (drawn.Length == 0)
        {
            return "";
        }

        double[] levels = floor is { } level && double.IsFinite(level) ? [level] : [];
        double[] values = [.. drawn.SelectMany(line => line.Points).Select(point => point.Value), .. levels];
        double low = Math.Min(0, values.Min()), high = Math.Max(values.Max(), low + 1e-9);
        string[] titleLines = [.. Wrapped(title)];
        double top = Top + (TitleLine * (titleLines.Length - 1)), height = Height - Top + top;
        axis ??= ChartAxis.Epochs(drawn.Max(line => line.Points.Max(point => point.At)));
        double X(double at) => Left + ((Width - Left - Right) * axis.Place(at));
        double Y(double value) => height - Bottom - ((height - top - Bottom) * (value - low) / (high - low));

        StringBuilder svg = new();
        svg.Append(
            CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{ReportPage.Text(title)}\">");
        foreach ((int i, string line) in titleLines.Index())
        {
            double y = TitleLine * (i + 1);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{y}\" class=\"title\">{ReportPage.Text(line)}</text>");
        }

        for (int tick = 0; tick <= 4; tick++)
        {
            double value = low + ((high - low) * tick / 4);
            AppendLevel(svg, "grid", Y(value), "");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{ReportText.Number(value)}</text>");
        }

        foreach ((double at, string label) in axis.Ticks)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{X(at):F1}\" y=\"{height - 14}\" text-anchor=\"middle\">{ReportPage.Text(label)}</text>");
        }

        foreach (double real in levels)
        {
            AppendLevel(svg, "floor", Y(real), $"real pictures: {ReportText.Number(real)}");
        }

        foreach (ChartLine line in drawn)
        {
            AppendLine(svg, line, axis, X, Y);
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Breaks a title at spaces, into lines that are not clipped; a longer word has a line of its own.</summary>
    private static IEnumerable<string> Wrapped(string title)
    {
        string line = "";
        foreach (string word in title.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > TitleCharacters)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    private static void AppendLevel(StringBuilder svg, string kind, double y, string title) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<line class=\"{kind}\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:F1}\" "
        + $"y2=\"{y:F1}\"><title>{ReportPage.Text(title)}</title></line>");

    private static void AppendLine(StringBuilder svg, ChartLine line, ChartAxis axis, Func<double, double> x, Func<double, double> y)
    {
        string name = ReportPage.Text(line.Name);
        string path = string.Join(" ", line.Points.Select(
            point => string.Create(CultureInfo.InvariantCulture, $"{x(point.At):F1},{y(point.Value):F1}")));
        string dash = line.IsDashed ? " stroke-dasharray=\"6 4\"" : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<polyline points=\"{path}\" fill=\"none\" style=\"stroke:{line.Colour}\" stroke-width=\"2\"{dash}>"
            + $"<title>{name}</title></polyline>");
        foreach ((double at, double value) in line.HasMarks || line.Points.Count == 1 ? line.Points : [])
        {
            svg.Append(
                CultureInfo.InvariantCulture, $"<circle cx=\"{x(at):F1}\" cy=\"{y(value):F1}\" r=\"3\" style=\"fill:{line.Colour}\">");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<title>{name}, {ReportPage.Text(axis.Describe(at))}: {ReportText.Number(value)}</title></circle>");
        }
    }
}
