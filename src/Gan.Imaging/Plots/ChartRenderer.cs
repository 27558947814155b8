using System.Globalization;
using SkiaSharp;

namespace Gan.Imaging;

/// <summary>Draws one <see cref="LineChart"/>. Lengths are for a chart of 1200 by 800 pixels and follow its size.</summary>
internal sealed class ChartRenderer : IDisposable
{
    private const int DotsUpTo = 30;
    private const int SmoothFrom = 60;
    private const int PointsPerRadius = 70;

    private static readonly SKColor Ink = new(0x22, 0x26, 0x2B);
    private static readonly SKColor Muted = new(0x5F, 0x66, 0x6E);
    private static readonly SKColor GridLine = new(0xE4, 0xE7, 0xEA);

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly float _unit;

    public ChartRenderer(int width, int height)
    {
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(_bitmap);
        _unit = Math.Min(width / 1200f, height / 800f);
    }

    /// <summary>Draws the chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The picture.</returns>
    public RgbImage Render(LineChart chart)
    {
        _canvas.Clear(SKColors.White);
        SKRect inside = new(Units(92), Units(72), _bitmap.Width - Units(40), _bitmap.Height - Units(82));
        StrokeFont.Draw(_canvas, chart.Title, inside.Left, Units(48), Units(29), Ink, bold: true);

        var xAxis = new ChartAxis(Math.Min(0, chart.X[0]), Math.Max(chart.X[^1], 1e-9));
        float shares = chart.Panels.Sum(panel => panel.Share);
        float gap = Units(14);
        float top = inside.Top;
        foreach (ChartPanel panel in chart.Panels)
        {
            float height = (inside.Height - (gap * (chart.Panels.Count - 1))) * panel.Share / shares;
            DrawPanel(chart, panel, xAxis, new SKRect(inside.Left, top + Units(46), inside.Right, top + height));
            top += height + gap;
        }

        foreach ((double value, string label) in xAxis.Ticks(10, LeastStep(chart)))
        {
            StrokeFont.Draw(_canvas, label, xAxis.Place(value, inside.Left, inside.Right), inside.Bottom + Units(28), Units(19), Muted, SKTextAlign.Center);
        }

        StrokeFont.Draw(_canvas, chart.XLabel, inside.MidX, inside.Bottom + Units(62), Units(21), Ink, SKTextAlign.Center);
        _canvas.Flush();
        return SkiaPixels.ToRgb(_bitmap);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private void DrawPanel(LineChart chart, ChartPanel panel, ChartAxis xAxis, SKRect area)
    {
        ChartAxis yAxis = panel.Range is { } range
            ? new ChartAxis(range.Minimum, range.Maximum)
            : ChartAxis.ForBulkOf(panel.Series.Select(series => series.Y));
        StrokeFont.Draw(_canvas, panel.Label, area.Left, area.Top - Units(17), Units(21), Ink);
        StrokeFont.Draw(
            _canvas, OffScaleNote(panel, yAxis), area.Left + StrokeFont.Measure(panel.Label, Units(21)) + Units(18), area.Top - Units(17), Units(17), Muted);
        DrawGrid(xAxis, yAxis, area, LeastStep(chart));
        DrawLegend(panel, area);

        _canvas.Save();

        // A little beyond the edges, so that what lies on them is drawn whole; not at the top where curves may leave the scale.
        float above = panel.Range is null ? 0 : Units(6);
        SKRect visible = new(area.Left - Units(6), area.Top - above, area.Right + Units(6), area.Bottom + Units(6));
        _canvas.ClipRect(visible, antialias: true);
        bool smooth = chart.CountsX && chart.X.Count >= SmoothFrom;
        foreach (ChartSeries series in panel.Series)
        {
            float[] x = Places(chart, series, xAxis, area);
            DrawCurve(x, series.Y, yAxis, area, smooth ? series.Color.WithAlpha(64) : series.Color, smooth ? 1.3f : 2.6f, series.HasDots);
        }

        foreach (ChartSeries series in smooth ? panel.Series : [])
        {
            float[] x = Places(chart, series, xAxis, area);
            DrawCurve(x, Smoothing.Smooth(series.Y, yAxis, Math.Max(2, x.Length / PointsPerRadius)), yAxis, area, series.Color, 2.8f, series.HasDots);
        }

        _canvas.Restore();
    }

    private void DrawLegend(ChartPanel panel, SKRect area)
    {
        SKPoint end = panel.LegendInside ? new(area.Right - Units(20), area.Bottom - Units(20)) : new(area.Right, area.Top - Units(17));
        foreach (ChartSeries series in panel.Series.Reverse())
        {
            float right = DrawLegend(series, end);
            end = panel.LegendInside ? new(end.X, end.Y - Units(32)) : new(right, end.Y);
        }
    }

    private float DrawLegend(ChartSeries series, SKPoint end)
    {
        StrokeFont.Draw(_canvas, series.Name, end.X, end.Y, Units(20), Ink, SKTextAlign.Right);
        float right = end.X - StrokeFont.Measure(series.Name, Units(20)) - Units(12);
        using SKPaint paint = Stroke(series.Color, 4.5f);
        _canvas.DrawLine(right - Units(30), end.Y - Units(7), right, end.Y - Units(7), paint);
        return right - Units(62);
    }

    private void DrawGrid(ChartAxis xAxis, ChartAxis yAxis, SKRect area, double leastStep)
    {
        using SKPaint light = Stroke(GridLine, 1.2f);
        foreach ((double value, _) in xAxis.Ticks(10, leastStep))
        {
            float x = xAxis.Place(value, area.Left, area.Right);
            _canvas.DrawLine(x, area.Top, x, area.Bottom, light);
        }

        foreach ((double value, string label) in yAxis.Ticks(Math.Max(2, (int)(area.Height / Units(55)))))
        {
            float y = yAxis.Place(value, area.Bottom, area.Top);
            _canvas.DrawLine(area.Left, y, area.Right, y, light);
            StrokeFont.Draw(_canvas, label, area.Left - Units(14), y + Units(6.5f), Units(19), Muted, SKTextAlign.Right);
        }

        using SKPaint dark = Stroke(Muted, 1.5f);
        _canvas.DrawLine(area.Left, area.Bottom, area.Right, area.Bottom, dark);
        _canvas.DrawLine(area.Left, area.Top, area.Left, area.Bottom, dark);
    }

    private void DrawCurve(float[] x, IReadOnlyList<double> values, ChartAxis yAxis, SKRect area, SKColor color, float thickness, bool hasDots)
    {
        using var path = new SKPath();
        var curve = new CurvePath(path);
        for (int i = 0; i < x.Length; i++)
        {
            if (ChartAxis.IsDrawable(values[i]))
            {
                // Points far outside would overflow the rasteriser; a little beyond the edge the clip hides them as well.
                curve.Add(x[i], Math.Clamp(yAxis.Place(values[i], area.Bottom, area.Top), area.Top - area.Height, area.Bottom + area.Height));
            }
            else
            {
                curve.Break();
            }
        }

        curve.Break();
        using SKPaint paint = Stroke(color, thickness);
        _canvas.DrawPath(path, paint);
        if (hasDots && x.Length <= DotsUpTo)
        {
            paint.StrokeWidth = Units(9);
            _canvas.DrawPoints(SKPointMode.Points, path.Points, paint);
        }
    }

    private static float[] Places(LineChart chart, ChartSeries series, ChartAxis xAxis, SKRect area) =>
        [.. (series.X ?? chart.X).Select(value => xAxis.Place(value, area.Left, area.Right))];

    private static double LeastStep(LineChart chart) => chart.CountsX ? 1 : 0;

    private static string OffScaleNote(ChartPanel panel, ChartAxis yAxis)
    {
        int outside = panel.Series.Sum(series => series.Y.Count(value => !(value >= yAxis.Minimum && value <= yAxis.Maximum)));
        return outside == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{outside:N0} {(outside == 1 ? "value" : "values")} off the scale");
    }

    private SKPaint Stroke(SKColor color, float thickness) => new()
    {
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = Units(thickness),
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
        Color = color,
    };

    private float Units(float length) => length * _unit;
}
