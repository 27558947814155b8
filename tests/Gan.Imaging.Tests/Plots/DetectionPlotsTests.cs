using Gan.Detection;

namespace Gan.Imaging.Tests.Plots;

public sealed class DetectionPlotsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_perfect_curve_runs_along_the_left_and_the_top()
    {
        RgbImage plot = RocPlot.Render([("detector", Curve([0.1, 0.2], [0.8, 0.9]))]);
        (plot.Width, plot.Height).Should().Be((900, 900));
        int[] columns = [.. Enumerable.Range(0, 900).Where(x => IsBlue(plot.At(x, 500)))];
        columns.Should().NotBeEmpty();
        columns.Max().Should().BeLessThan(80, "half-way up it is still at the left");
        Enumerable.Range(100, 780).Count(x => Enumerable.Range(80, 60).Any(y => IsBlue(plot.At(x, y)))).Should().BeGreaterThan(700, "along the top");
    }

    [Fact]
    public void A_calibrated_detector_lies_on_the_diagonal()
    {
        LabelledScores scores = new(
            [.. Enumerable.Range(0, 1000).Select(i => (i % 10 + 0.5) / 10)], [.. Enumerable.Range(0, 1000).Select(i => i / 10 < (i % 10) * 10 + 5)]);
        RgbImage plot = ReliabilityPlot.Render([("calibrated", Bins(scores))]);
        RgbImage wrong = ReliabilityPlot.Render([("inverted", Bins(new(scores.Scores, [.. scores.IsFake.Select(fake => !fake)])))]);
        LowestDot(plot, 150).Should().BeGreaterThan(LowestDot(plot, 800) + 300);
        LowestDot(wrong, 150).Should().BeLessThan(LowestDot(wrong, 800) - 300);
    }

    [Fact]
    public void The_same_curves_give_the_same_bytes_in_every_culture_and_are_saved_so()
    {
        (string, IReadOnlyList<PlotPoint>)[] curves = [("a", Curve([0.1, 0.6], [0.5, 0.9])), ("b", Curve([0.1], [0.1]))];
        byte[] expected = RocPlot.EncodePng(curves, "Title");
        using var scope = new CultureScope("de-DE");
        RocPlot.EncodePng(curves, "Title").Should().Equal(expected);
        RocPlot.Save(_folder["roc.png"], curves, "Title");
        File.ReadAllBytes(_folder["roc.png"]).Should().Equal(expected);
        ReliabilityPlot.Save(_folder["reliability.png"], [("a", Bins(LabelledScores.Of([0], [1])))]);
        ImageFile.Read(_folder["reliability.png"]).Width.Should().Be(900);
    }

    [Fact]
    public void No_curve_and_too_many_are_refused()
    {
        IReadOnlyList<PlotPoint> curve = Curve([0], [1]);
        FluentActions.Invoking(() => RocPlot.Render([])).Should().Throw<ArgumentException>().WithMessage("*1 to 4 curves; 0*");
        FluentActions.Invoking(() => RocPlot.Render([.. Enumerable.Repeat(("x", curve), 5)])).Should().Throw<ArgumentException>().WithMessage("*5 were given*");
        FluentActions.Invoking(() => ReliabilityPlot.EncodePng([])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => RocPlot.Save("roc.svg", [("x", curve)])).Should().Throw<ArgumentException>().WithMessage("*.png*");
    }

    private static IReadOnlyList<PlotPoint> Curve(double[] real, double[] fake) =>
        [.. RocCurve.Of(LabelledScores.Of(real, fake)).Points.Select(point => new PlotPoint(point.FalsePositiveRate, point.TruePositiveRate))];

    private static IReadOnlyList<ReliabilityPlotBin> Bins(LabelledScores scores) =>
    [
        .. ReliabilityDiagram.Of(scores, bins: 10).Bins
            .Select(bin => new ReliabilityPlotBin(bin.Lower, bin.Upper, bin.Count, bin.MeanProbability, bin.FakeShare)),
    ];

    // Of the upper panel, which ends at two thirds of the height.
    private static int LowestDot(RgbImage plot, int column) => Enumerable.Range(100, 500).Last(y => IsBlue(plot.At(column, y)));

    // The first curve's colour, also where its edge is mixed with white.
    private static bool IsBlue((byte Red, byte Green, byte Blue) colour) => colour.Red < 0x60 && colour.Blue > 0xA0;
}
