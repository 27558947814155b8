using System.Globalization;
using System.Net;
using System.Text;

namespace DogGan.Reports;

/// <summary>A line chart as SVG, for a page that needs no script.</summary>
internal static class SvgChart
{
    private const double Width = 460;
    private const double Height = 260;
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 30;
    private const double Bottom = 34;

    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    /// <summary>The colour of a preset's lines.</summary>
    public static string Colour(int index) => Colours[index % Colours.Length];

    /// <summary>Draws lines over epochs.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="lines">Each a colour, whether it is dashed, what it is, and its points.</param>
    /// <param name="floor">The value of real pictures, a grey line.</param>
    /// <returns>An <c>svg</c> element.</returns>
    public static string Render(
        string title, IReadOnlyList<(string Colour, bool Dashed, string Name, IReadOnlyList<(int Epoch, double Value)> Points)> lines, double floor)
    {
        double[] values = [.. lines.SelectMany(line => line.Points).Select(point => point.Value), floor];
        double low = Math.Min(0, values.Min()), high = Math.Max(values.Max(), low + 1e-9);
        int last = Math.Max(1, lines.Max(line => line.Points.Max(point => point.Epoch)));
        double X(int epoch) => Left + ((Width - Left - Right) * epoch / last);
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (value - low) / (high - low));

        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\" class=\"title\">{WebUtility.HtmlEncode(title)}</text>");
        for (int tick = 0; tick <= 4; tick++)
        {
            double value = low + ((high - low) * tick / 4);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{Ranking.Number(value)}</text>");
        }

        for (int epoch = 0; epoch <= last; epoch += RoundStep(last))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(epoch):F1}\" y=\"{Height - 14}\" text-anchor=\"middle\">{epoch}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"floor\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(floor):F1}\" y2=\"{Y(floor):F1}\"><title>real pictures: {Ranking.Number(floor)}</title></line>");
        foreach ((string colour, bool dashed, string name, IReadOnlyList<(int Epoch, double Value)> points) in lines)
        {
            string path = string.Join(" ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Epoch):F1},{Y(point.Value):F1}")));
            string dash = dashed ? " stroke-dasharray=\"6 4\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}><title>{WebUtility.HtmlEncode(name)}</title></polyline>");
            foreach ((int epoch, double value) in points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(epoch):F1}\" cy=\"{Y(value):F1}\" r=\"3\" fill=\"{colour}\"><title>{WebUtility.HtmlEncode(name)}, epoch {epoch}: {Ranking.Number(value)}</title></circle>");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>1, 2 or 5 times a power of ten, so that at most five steps fit.</summary>
    private static int RoundStep(int last)
    {
        int power = 1;
        while (power * 50 < last)
        {
            power *= 10;
        }

        return power * (last <= power * 5 ? 1 : last <= power * 10 ? 2 : last <= power * 25 ? 5 : 10);
    }
}
