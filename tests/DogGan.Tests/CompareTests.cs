namespace DogGan.Tests;

/// <summary>The <c>compare</c> verb: it trains what is missing, measures, and writes one page that needs no other file.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_trains_presets_goes_on_with_finished_runs_and_writes_one_self_contained_page()
    {
        DrawnPictures.Write(Path.Combine(_folder, "pictures"), 64, seed: 0);
        DrawnPictures.Write(Path.Combine(_folder, "others"), 40, seed: 1);

        string first = Compare();
        first.Should().Contain("epoch 2/2").And.Contain("measured after epoch 1").And.Contain("measured after epoch 2");
        string page = File.ReadAllText(Path.Combine(_folder, "out", "report.html"));
        page.Should().Contain("lr0002, seed 1").And.Contain("lr0003, seed 1").And.Contain("class=\"best\"").And.Contain("<polyline").And.Contain("with one seed");
        page.Should().NotContain("<script").And.NotContain("src=\"http").And.NotContain(">NaN<").And.NotContain(">∞<");
        page.Split("data:image/png;base64,").Should().HaveCount(1 + 2 + 6 + 2, "each run has a loss plot, three grids and its nearest neighbours");

        Compare().Should().NotContain("epoch 1/2", "the runs are finished");
        File.ReadAllText(Path.Combine(_folder, "out", "report.html")).Should().Be(page);

        using DogGanProcess shorter = Start(epochs: "1");
        (int exitCode, _, string errors) = shorter.Finish();
        exitCode.Should().Be(2);
        errors.Should().Contain("2 epochs", "a run of two epochs has no numbers after one");
    }

    private string Compare()
    {
        using DogGanProcess process = Start(epochs: "2");
        (int exitCode, string output, string errors) = process.Finish();
        exitCode.Should().Be(0, errors);
        return output;
    }

    private DogGanProcess Start(string epochs) =>
        new(_folder, "compare", "--presets", "lr0002,lr0003", "--epochs", epochs, "--seeds", "1", "--every", "1", "--data", "pictures", "--held-out", "others", "--samples", "20", "--out", "out");
}
