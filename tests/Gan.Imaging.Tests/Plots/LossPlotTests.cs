using Gan.Core;

namespace Gan.Imaging.Tests.Plots;

public sealed class LossPlotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Text is drawn as paths, never through a font, so what holds here holds on a machine without fonts.
    [Fact]
    public void Title_axis_labels_legend_and_ticks_are_there()
    {
        RgbImage plot = LossPlot.Render(History(epochs: 20));
        InkIn(plot, 92, 20, 560, 60).Should().BeGreaterThan(1000, "the title");
        InkIn(plot, 92, 80, 140, 110).Should().BeGreaterThan(100, "the label of the losses");
        InkIn(plot, 560, 750, 700, 785).Should().BeGreaterThan(150, "the label of the x axis");
        InkIn(plot, 800, 80, 1165, 110).Should().BeGreaterThan(500, "the legend of the losses");
        InkIn(plot, 60, 725, 1190, 748).Should().BeGreaterThan(200, "the numbers of the x axis");
        InkIn(plot, 40, 115, 84, 480).Should().BeGreaterThan(100, "the numbers of the y axis");
    }

    [Fact]
    public void The_title_is_the_one_asked_for()
    {
        int nothing = InkIn(LossPlot.Render(History(5), new LossPlotOptions { Title = "" }), 92, 10, 1160, 66);
        int little = InkIn(LossPlot.Render(History(5), new LossPlotOptions { Title = "GAN" }), 92, 10, 1160, 66);
        int more = InkIn(LossPlot.Render(History(5), new LossPlotOptions { Title = "GAN on CIFAR-10" }), 92, 10, 1160, 66);
        nothing.Should().Be(0);
        little.Should().BeGreaterThan(200);
        more.Should().BeGreaterThan(2 * little);
    }

    [Fact]
    public void Curves_are_where_their_values_are()
    {
        IReadOnlyList<HistoryEntry> history = [.. History(100).Select(entry => entry with { DiscriminatorLoss = 1, GeneratorLoss = 3, RealScore = 0.75, FakeScore = 0.25 })];
        RgbImage plot = LossPlot.Render(history);
        int discriminator = RowOf(plot, (0x00, 0x72, 0xB2));
        int generator = RowOf(plot, (0xD5, 0x5E, 0x00));
        int real = RowOf(plot, (0x00, 0x9E, 0x73));
        int fake = RowOf(plot, (0xB0, 0x5A, 0x90));
        int[] rows = [generator, discriminator, real, fake];
        rows.Should().BeInAscendingOrder();
        (fake - real).Should().BeInRange(92, 96, "D(x) and D(G(z)) are half the second panel apart");
    }

    [Fact]
    public void The_same_history_gives_the_same_bytes_in_every_culture()
    {
        IReadOnlyList<HistoryEntry> history = History(300);
        byte[] expected = LossPlot.EncodePng(history);
        foreach (string culture in (string[])["tr-TR", "de-DE", "ar-SA"])
        {
            using var scope = new CultureScope(culture);
            LossPlot.EncodePng(history).Should().Equal(expected);
        }
    }

    [Fact]
    public void A_young_run_is_plotted_by_step_and_an_older_one_by_epoch()
    {
        IReadOnlyList<HistoryEntry> history = [.. Enumerable.Range(1, 6).Select(i => Entry(1, 10 * i))];
        byte[] bySteps = LossPlot.Render(history).Pixels.ToArray();
        byte[] byEpochs = LossPlot.Render([.. history.Select((entry, i) => entry with { Epoch = i + 1 })]).Pixels.ToArray();
        bySteps.Should().NotEqual(byEpochs);
    }

    [Fact]
    public void Several_entries_an_epoch_are_spread_over_the_epoch()
    {
        IReadOnlyList<HistoryEntry> fine = [.. Enumerable.Range(1, 40).Select(i => Entry(((i - 1) / 4) + 1, 39 * i))];
        LossPlot.StepsPerEpoch(fine).Should().Be(156);
        LossPlot.StepsPerEpoch([.. fine.Take(39)]).Should().Be(156);
    }

    [Fact]
    public void Histories_of_every_kind_are_plotted()
    {
        HistoryEntry broken = Entry(4, 40) with { DiscriminatorLoss = double.NaN, GeneratorLoss = double.PositiveInfinity, RealScore = double.NaN, FakeScore = double.NaN };
        IReadOnlyList<HistoryEntry>[] histories =
        [
            [Entry(1, 1)],
            [broken],
            [Entry(1, 10), Entry(2, 20), Entry(3, 30), broken, Entry(5, 50) with { GeneratorLoss = -1e300 }],
            [Entry(0, 0), Entry(0, 0)],
            History(5000),
        ];
        foreach (IReadOnlyList<HistoryEntry> history in histories)
        {
            RgbImage plot = LossPlot.Render(history);
            (plot.Width, plot.Height).Should().Be((1200, 800));
        }
    }

    [Fact]
    public void Values_off_the_scale_are_counted_in_the_plot()
    {
        HistoryEntry[] history = [.. History(200)];
        int before = InkIn(LossPlot.Render(history), 140, 80, 400, 110);
        history[100] = history[100] with { GeneratorLoss = 1000 };
        before.Should().Be(0);
        InkIn(LossPlot.Render(history), 140, 80, 400, 110).Should().BeGreaterThan(100);
    }

    [Fact]
    public void The_scores_can_be_left_out_and_are_when_there_are_none()
    {
        IReadOnlyList<HistoryEntry> history = History(10);
        byte[] without = LossPlot.EncodePng(history, new LossPlotOptions { ShowScores = false });
        without.Should().NotEqual(LossPlot.EncodePng(history));
        LossPlot.EncodePng([.. history.Select(entry => entry with { RealScore = double.NaN, FakeScore = double.NaN })]).Should().Equal(without);
    }

    [Fact]
    public void A_saved_plot_is_the_rendered_one()
    {
        string path = _folder["run", "losses.png"];
        LossPlot.Save(path, History(30), new LossPlotOptions { Width = 640, Height = 480 });
        RgbImage saved = ImageFile.Read(path);
        (saved.Width, saved.Height).Should().Be((640, 480));
        File.ReadAllBytes(path).Should().Equal(LossPlot.EncodePng(History(30), new LossPlotOptions { Width = 640, Height = 480 }));
    }

    [Fact]
    public void Nothing_to_plot_and_impossible_sizes_are_refused()
    {
        FluentActions.Invoking(() => LossPlot.EncodePng([])).Should().Throw<ArgumentException>().WithMessage("*history is empty*");
        FluentActions.Invoking(() => LossPlot.EncodePng(History(3), new LossPlotOptions { Width = 100 })).Should().Throw<ArgumentException>().WithMessage("*100×800*");
        FluentActions.Invoking(() => LossPlot.EncodePng(History(3), new LossPlotOptions { Height = 20_000 })).Should().Throw<ArgumentException>().WithMessage("*1200×20000*");
        FluentActions.Invoking(() => LossPlot.Save("plot.svg", History(3))).Should().Throw<ArgumentException>().WithMessage("*.png*");
    }

    private static HistoryEntry Entry(int epoch, long step) => new()
    {
        Epoch = epoch,
        Step = step,
        Images = step * 32,
        DiscriminatorLoss = 0.6,
        GeneratorLoss = 1.2,
        RealScore = 0.7,
        FakeScore = 0.3,
        ImagesPerSecond = 900,
    };

    private static IReadOnlyList<HistoryEntry> History(int epochs) =>
    [
        .. Enumerable.Range(1, epochs).Select(i => Entry(i, 156L * i) with
        {
            DiscriminatorLoss = 0.6 + (0.1 * Math.Sin(i)),
            GeneratorLoss = 1.2 + (0.3 * Math.Cos(1.7 * i)),
        }),
    ];

    private static int InkIn(RgbImage image, int left, int top, int right, int bottom)
    {
        int ink = 0;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                ink += image.At(x, y).Green < 160 ? 1 : 0;
            }
        }

        return ink;
    }

    // In the middle column, where no legend is.
    private static int RowOf(RgbImage image, (byte, byte, byte) colour) =>
        Enumerable.Range(0, image.Height).First(y => image.At(600, y) == colour);
}
