using System.Text.Json.Nodes;

namespace DogGan.Tests;

/// <summary>The <c>search</c> verb: it lists trials, trains the best ones on, goes on after its end, and writes one page and one table.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    [Fact]
    public void A_dry_run_lists_the_trials_and_trains_none()
    {
        string listed = Finish("search", "--grid", "batch-size=16,32", "--random", "generator-rate=5e-5..1e-3 log", "--trials", "3", "--epochs", "9", "--dry-run");

        listed.Should().Contain("Trials: 6 to epoch 3, 2 to epoch 9.").And.Contain("  trial 1: batch-size 16, generator-rate 0.").And.Contain("  trial 6: batch-size 32, ");
        Directory.Exists(Path.Combine(_folder, "runs")).Should().BeFalse();
    }

    [SkippableFact]
    public async Task It_ranks_trials_and_the_page_fits_screens_and_phones()
    {
        DrawnPictures.Write(Path.Combine(_folder, "pictures"), 64, seed: 0);
        DrawnPictures.Write(Path.Combine(_folder, "others"), 40, seed: 1);
        string[] command =
        [
            "search", "--grid", "learning-rate=0.0002,0.001", "--eta", "2", "--epochs", "2", "--data", "pictures", "--held-out", "others", "--samples", "20", "--out", "out",
        ];

        Finish(command).Should().Contain("To epoch 1, 2/2: trial 2 (learning-rate 0.001)").And.Contain("To epoch 2, 1/1: ").And.Contain(" is best, with learning-rate ");
        string results = File.ReadAllText(Path.Combine(_folder, "out", "results.json"));
        JsonNode.Parse(results)!["trials"]!.AsArray().Select(trial => trial!["scores"]!.AsArray().Count).Should().Equal(2, 1);

        Finish(command).Should().NotContain("To epoch").And.Contain(" is best, ");
        File.ReadAllText(Path.Combine(_folder, "out", "results.json")).Should().Be(results);

        string? program = Browser.Find();
        Skip.If(program is null, "There is no Chromium on the path: install it to have the page opened.");
        await using Browser browser = await Browser.StartAsync(program);
        foreach ((int width, int height) in new[] { (1280, 900), (390, 844) })
        {
            await browser.OpenAsync(Path.Combine(_folder, "out", "search.html"), width, height);

            JsonNode seen = await browser.EvaluateAsync(
                "({ pictures: document.images.length, charts: document.querySelectorAll('svg').length, content: document.documentElement.scrollWidth })");
            ((int)seen["pictures"]!, (int)seen["charts"]!).Should().Be((2, 2));
            ((int)seen["content"]!).Should().BeLessThanOrEqualTo(width, "the page must not scroll sideways");
            browser.Complaints().Should().BeEmpty();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Finish(params string[] arguments)
    {
        using DogGanProcess process = new(_folder, arguments);
        (int exitCode, string output, string errors) = process.Finish();
        exitCode.Should().Be(0, errors);
        return output;
    }
}
