namespace Gan.Reports.Tests;

public class SearchSpaceTests
{
    private static readonly SearchParameter Batch = SearchParameters.BatchSize(SearchRange.List(16, 32));

    [Fact]
    public void A_grid_is_every_combination_in_order_the_last_parameter_changing_fastest() =>
        Trials(new SearchOptions(), Batch, SearchParameters.Preset("lr0003", "baseline"), SearchParameters.HorizontalFlip())
            .Select(trial => trial.Description).Should().Equal(
                "batch-size 16, preset lr0003, horizontal-flip off",
                "batch-size 16, preset lr0003, horizontal-flip on",
                "batch-size 16, preset baseline, horizontal-flip off",
                "batch-size 16, preset baseline, horizontal-flip on",
                "batch-size 32, preset lr0003, horizontal-flip off",
                "batch-size 32, preset lr0003, horizontal-flip on",
                "batch-size 32, preset baseline, horizontal-flip off",
                "batch-size 32, preset baseline, horizontal-flip on");

    [Fact]
    public void Every_draw_is_tried_with_every_combination()
    {
        SearchTrial[] trials = [.. Trials(new SearchOptions { Trials = 3 }, Rate(), Batch)];

        trials.Select(trial => trial.Number).Should().Equal(1, 2, 3, 4, 5, 6);
        trials.Select(trial => trial.Values["batch-size"].Number).Should().Equal(16, 16, 16, 32, 32, 32);
        trials[..3].Select(Drawn).Should().Equal(trials[3..].Select(Drawn)).And.OnlyHaveUniqueItems();
        trials[0].Values.Keys.Should().Equal("generator-rate", "batch-size");
    }

    [Fact]
    public void Draws_depend_on_the_seed_alone()
    {
        SearchOptions options = new() { Trials = 5, Seed = 7 };
        double?[] drawn = [.. Trials(options, Rate()).Select(Drawn)];

        Trials(options with { Trials = 9, Eta = 4 }, SearchParameters.Beta1(SearchRange.Uniform(0, 0.9)), Rate()).Take(5).Select(Drawn)
            .Should().Equal(drawn, "neither their number nor another parameter matters");
        Trials(options with { Seed = 8 }, Rate()).Select(Drawn).Should().NotIntersectWith(drawn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draws_stay_in_the_range_and_are_uniform_in_it(bool isLog)
    {
        const int Count = 2000;
        (double low, double high) = (5e-5, 1e-3);
        SearchParameter rate = SearchParameters.GeneratorRate(isLog ? SearchRange.Log(low, high) : SearchRange.Uniform(low, high));

        double[] drawn = [.. Trials(new SearchOptions { Trials = Count }, rate).Select(trial => Drawn(trial)!.Value).Order()];

        drawn.Should().OnlyContain(number => number >= low && number <= high);
        double[] shares = [.. drawn.Select(number =>
            isLog ? Math.Log(number / low) / Math.Log(high / low) : (number - low) / (high - low))];

        // Kolmogorov and Smirnov: a distance that one in a thousand samples exceeds.
        shares.Select((share, i) => Math.Max(share - (i / (double)Count), ((i + 1) / (double)Count) - share)).Max()
            .Should().BeLessThan(1.95 / Math.Sqrt(Count));
    }

    [Fact]
    public void Whole_numbers_are_whole_and_each_is_as_likely()
    {
        SearchParameter batch = SearchParameters.BatchSize(SearchRange.Uniform(4, 7));

        Dictionary<double, int> counts = Trials(new SearchOptions { Trials = 2000 }, batch)
            .CountBy(trial => trial.Values["batch-size"].Number!.Value).ToDictionary();

        counts.Keys.Should().BeEquivalentTo(new[] { 4.0, 5, 6, 7 });
        counts.Values.Should().OnlyContain(count => count > 400 && count < 600);
    }

    [Fact]
    public void Values_reach_the_builder_a_preset_first()
    {
        SearchParameter[] parameters =
        [
            SearchParameters.GeneratorRate(SearchRange.List(0.1)), SearchParameters.DiscriminatorRate(SearchRange.List(0.2)),
            SearchParameters.Beta1(SearchRange.List(0.3)), SearchParameters.Beta2(SearchRange.List(0.4)), Batch,
            SearchParameters.HalfLife(SearchRange.List(500)), SearchParameters.HorizontalFlip(), SearchParameters.Preset("baseline"),
        ];
        SearchTrial last = Trials(new SearchOptions(), parameters)[^1];

        GanBuilder builder = SearchSpace.Apply(parameters, GanPresets.LearningRate0002().OnDevice(ComputeDevice.Cpu), last);

        builder.GeneratorOptions.Should().BeOfType<UpsamplingGeneratorOptions>();
        builder.Device.Should().Be(ComputeDevice.Cpu);
        GanOptions options = builder.Options;
        options.GeneratorOptimizer.Should().Be(new AdamOptions(0.1, 0.3) { Beta2 = 0.4 });
        options.DiscriminatorOptimizer.Should().Be(new AdamOptions(0.2, 0.3) { Beta2 = 0.4 });
        (options.BatchSize, options.Averaging!.HalfLife, options.HorizontalFlip).Should().Be((32, 500, true));
    }

    private static SearchParameter Rate() => SearchParameters.GeneratorRate(SearchRange.Log(5e-5, 1e-3));

    private static double? Drawn(SearchTrial trial) => trial.Values["generator-rate"].Number;

    private static IReadOnlyList<SearchTrial> Trials(SearchOptions options, params SearchParameter[] parameters) =>
        new GanSearch(() => new GanBuilder(), parameters, options).Trials;
}
