using System.Globalization;
using Gan.Imaging;
using TorchSharp;

namespace Gan.Reports.Tests;

public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Report => _folder.File(ReportObserver.ReportFile);

    [Fact]
    public void It_says_the_answer_first_and_holds_pictures_curves_numbers_and_settings()
    {
        using GanTrainer trainer = SmallRuns.Builder().SaveTo(_folder.Path).Measured().WithPictures(every: 1).WithReport().Build();

        trainer.Train(SmallRuns.Training);

        string page = File.ReadAllText(Report);
        string text = System.Net.WebUtility.HtmlDecode(page);
        string[] order =
        [
            "<h1>", "Done: 3 of 3 epochs; after epoch 3 the Fréchet distance is ", "held-out real pictures get ", "data:image/png;base64,",
            "<h2>Measured", "<h2>Losses and scores", "<h2>The run",
        ];
        order.Select(part => text.IndexOf(part, StringComparison.Ordinal)).Should().BeInAscendingOrder().And.NotContain(-1);
        text.Should().Contain("<th>epoch 3</th>").And.Contain("<td>precision ↑</td>").And.Contain("learning rates").And.Contain("D(G(z))");
        page.Split("<svg").Should().HaveCount(1 + 3);
        page.Should().NotContain("<script").And.NotContain("src=\"http").And.NotContain("NaN");
    }

    [Fact]
    public void Its_pictures_are_those_of_the_newest_grid()
    {
        using GanTrainer trainer = SmallRuns.Builder(epochs: 1).SaveTo(_folder.Path).WithPictures(every: 1).WithReport().Build();

        trainer.Train(SmallRuns.Training);

        string grid = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(_folder.Path, PictureObserver.SamplesFolder, "epoch-0001.png")));
        File.ReadAllText(Report).Should().Contain($"data:image/png;base64,{grid}");
    }

    [Fact]
    public void It_is_written_whenever_something_was_measured_even_by_a_later_observer()
    {
        List<string> seen = [];
        RecordingObserver reader = new() { Tick = trainer => seen.Add(File.Exists(Report) ? Answer() : "") };
        using GanTrainer trainer = SmallRuns.Builder(epochs: 4).WithReport().SaveTo(_folder.Path).Measured(every: 2).Observe(reader).Build();

        trainer.Train(SmallRuns.Training);

        seen[3].Should().BeEmpty("nothing was measured in the first two epochs");
        seen[4].Should().StartWith("Training: 2 of 4 epochs done; after epoch 2 ");
        Answer().Should().StartWith("Done: 4 of 4 epochs; after epoch 4 ");
    }

    [Fact]
    public void A_run_that_is_not_measured_says_so_and_gets_a_page_each_epoch()
    {
        List<bool> exists = [];
        RecordingObserver reader = new() { Tick = _ => exists.Add(File.Exists(Report)) };
        using GanTrainer trainer = SmallRuns.Builder(epochs: 2).SaveTo(_folder.Path).WithReport().Observe(reader).Build();

        trainer.Train(SmallRuns.Training);

        exists.Should().Equal([false, true, true, true], "an observer hears of an epoch's end before the next one hears of its last tick");
        Answer().Should().Contain("how good it is was not measured").And.Contain("too little is known");
        File.ReadAllText(Report).Should().NotContain("<h2>Measured");
    }

    [Fact]
    public void A_cancelled_run_is_reported_and_going_on_replaces_the_page()
    {
        using CancellationTokenSource source = new();
        RecordingObserver stop = new() { Tick = trainer => { if (trainer.Position.Step == 6) { source.Cancel(); } } };
        using (GanTrainer trainer = SmallRuns.Builder().SaveTo(_folder.Path).Measured().WithReport().Observe(stop).Build())
        {
            trainer.Invoking(it => it.Train(SmallRuns.Training, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
        }

        Answer().Should().StartWith("Cancelled after 1 of 3 epochs, at step 6; after epoch 1 ");

        using GanTrainer resumed = SmallRuns.Builder().SaveTo(_folder.Path).Measured().WithReport().Build();
        resumed.Train(SmallRuns.Training);
        Answer().Should().StartWith("Done: 3 of 3 epochs; after epoch 3 ");
        File.ReadAllText(Report).Should().Contain(", epoch 1: ").And.Contain(", epoch 2: ").And.Contain(", epoch 3: ");
    }

    [Fact]
    public void What_is_amiss_stands_in_the_answer_and_below()
    {
        RecordingObserver observer = new() { Tick = trainer => { if (trainer.Position.Step == 2) { trainer.AddRemark("Odd: <b>look</b> at it."); } } };
        using GanTrainer trainer = SmallRuns.Builder(epochs: 1).SaveTo(_folder.Path).WithReport().Observe(observer).Build();

        trainer.Train(SmallRuns.Training);

        Answer().Should().EndWith("amiss: odd.");
        File.ReadAllText(Report).Should().Contain("<p class=\"verdict\">Odd: &lt;b&gt;look&lt;/b&gt; at it.</p>");
    }

    [Fact]
    public void Names_are_escaped()
    {
        using GanTrainer trainer = SmallRuns.Builder(epochs: 1).SaveTo(_folder.Path).WithReport().Build();

        trainer.Train(SmallRuns.Named("<img src=x onerror=\"alert(1)\"> & dogs"));

        File.ReadAllText(Report).Should().NotContain("<img src=x")
            .And.Contain("<title>&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; dogs");
    }

    [Fact]
    public void It_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            using GanTrainer trainer = SmallRuns.Builder(epochs: 1).SaveTo(_folder.Path).WithReport().Build();
            trainer.Train(SmallRuns.Training);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        File.ReadAllText(Report).Should().Contain("generator 0.0002, discriminator 0.0002");
    }

    [Fact]
    public void Training_is_as_without_a_report()
    {
        using GanTrainer with = SmallRuns.Builder(epochs: 2).SaveTo(_folder.Path).WithReport().Build();
        using GanTrainer without = SmallRuns.Builder(epochs: 2).Build();

        with.Train(SmallRuns.Training);
        without.Train(SmallRuns.Training);

        using torch.Tensor seen = with.Generator.Sample(4, seed: 3);
        using torch.Tensor unseen = without.Generator.Sample(4, seed: 3);
        seen.bytes.ToArray().Should().Equal(unseen.bytes.ToArray());
    }

    [Fact]
    public void A_page_that_cannot_be_written_does_not_end_the_run()
    {
        Directory.CreateDirectory(Report);
        using GanTrainer trainer = SmallRuns.Builder(epochs: 1).SaveTo(_folder.Path).WithReport().Build();

        trainer.Train(SmallRuns.Training).Epochs.Should().Be(1);

        _folder.FileNames.Should().NotContain(name => name.Contains("partial", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_folder_it_says_so_before_training()
    {
        using GanTrainer trainer = SmallRuns.Builder().WithReport(pictures: 0).Build();

        Action train = () => trainer.Train(SmallRuns.Training);

        train.Should().Throw<GanConfigurationException>().Which.Problems.Should().SatisfyRespectively(
            pictures => pictures.Should().Contain("0 pictures"),
            folder => folder.Should().Contain("call SaveTo(folder)"));
    }

    [Fact]
    public void A_second_call_replaces_the_first()
    {
        using GanTrainer trainer = SmallRuns.Builder().WithReport().WithReport(pictures: 4).Build();

        trainer.Observers.OfType<ReportObserver>().Should().ContainSingle();
    }

    public void Dispose() => _folder.Dispose();

    private string Answer()
    {
        string page = File.ReadAllText(Report);
        const string Before = "<p class=\"answer\">";
        int start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return System.Net.WebUtility.HtmlDecode(page[start..page.IndexOf("</p>", start, StringComparison.Ordinal)]);
    }
}
