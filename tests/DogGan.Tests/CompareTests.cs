using System.Text.Json.Nodes;

namespace DogGan.Tests;

/// <summary>The <c>compare</c> verb: it trains what is missing, measures, and writes one page that needs no other file.</summary>
public sealed class CompareTests(ComparedPresets compared) : IClassFixture<ComparedPresets>
{
    [Fact]
    public void It_trains_presets_goes_on_with_finished_runs_and_writes_one_self_contained_page()
    {
        compared.FirstOutput.Should().Contain("epoch 2/2").And.Contain("measured after epoch 1").And.Contain("measured after epoch 2");
        string page = File.ReadAllText(compared.Report);
        page.Should().Contain("lr0002, seed 1").And.Contain("lr0003, seed 1").And.Contain("class=\"best\"").And.Contain("<polyline").And.Contain("seed 1, epoch 2: ").And.Contain("with one seed");
        page.Should().NotContain("<script").And.NotContain("src=\"http").And.NotContain(">NaN<").And.NotContain(">∞<");
        page.Split("data:image/png;base64,").Should().HaveCount(1 + 2 + 6 + 2, "each run has a loss plot, three grids and its nearest neighbours");
        page.Split("<p class=\"verdict").Length.Should().BeGreaterThan(2, "each run is judged in words");

        compared.Compare().Should().NotContain("epoch 1/2", "the runs are finished");
        File.ReadAllText(compared.Report).Should().Be(page);

        using DogGanProcess shorter = compared.Start(epochs: "1");
        (int exitCode, _, string errors) = shorter.Finish();
        exitCode.Should().Be(2);
        errors.Should().Contain("2 epochs", "a run of two epochs has no numbers after one");
    }

    [SkippableFact]
    public async Task In_a_browser_the_page_shows_its_pictures_fits_and_complains_of_nothing()
    {
        string? program = Browser.Find();
        Skip.If(program is null, "There is no Chromium on the path: install it to have the report opened.");
        await using Browser browser = await Browser.StartAsync(program);
        foreach ((int width, int height) in new[] { (1280, 900), (390, 844) })
        {
            await browser.OpenAsync(compared.Report, width, height);

            JsonNode seen = await browser.EvaluateAsync("""
                ({
                    pictures: document.images.length,
                    missing: [...document.images].filter(image => !image.complete || image.naturalWidth === 0).map(image => image.alt),
                    charts: [...document.querySelectorAll('svg')].filter(chart => chart.getBoundingClientRect().width > 200).length,
                    width: window.innerWidth,
                    content: document.documentElement.scrollWidth,
                })
                """);
            ((int)seen["pictures"]!).Should().Be(2 + 6 + 2);
            seen["missing"]!.AsArray().Should().BeEmpty();
            ((int)seen["charts"]!).Should().BeGreaterThan(8);
            ((int)seen["width"]!).Should().Be(width);
            ((int)seen["content"]!).Should().BeLessThanOrEqualTo(width, "the page must not scroll sideways");
            browser.Complaints().Should().BeEmpty();
        }
    }
}
