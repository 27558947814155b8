using System.Text.Json.Nodes;
using Gan.Evaluation;

namespace Gan.Reports.Tests;

public sealed class GanSearchTests : IDisposable
{
    private const double TooFast = 1e30;

    private readonly TemporaryFolder _folder = new();
    private readonly RandomConvFeatures _features = new(3);

    [Fact]
    public void Only_the_best_of_a_rung_are_trained_on()
    {
        SearchResult result = Search(Options());

        result.Rungs.Should().Equal(1, 2, 4);
        result.Trials.Select(trial => trial.Scores.Count).Should().Equal(3, 2, 1, 1);
        result.Winner.Should().Be(result.Trials[0]);
        Enumerable.Range(1, 2).Should().AllSatisfy(count => Values(result, count).Should().BeInAscendingOrder());
        foreach (int rung in new[] { 0, 1 })
        {
            double[] stayed = [.. result.Trials.Where(trial => trial.Scores.Count == rung + 1).Select(trial => trial.Scores[rung].Value)];
            result.Trials.Where(trial => trial.Scores.Count > rung + 1).Select(trial => trial.Scores[rung].Value)
                .Should().OnlyContain(value => value <= stayed.Min());
        }

        result.Trials.Select(trial => trial.Images).Should().Equal(160, 80, 40, 40);
        result.Real.Should().BePositive();
    }

    [Fact]
    public void The_folder_holds_the_trials_and_the_table()
    {
        SearchResult result = Search(Options());

        JsonNode manifest = JsonNode.Parse(File.ReadAllText(_folder.File(GanSearch.ManifestFile)))!;
        manifest["trials"]!.AsArray().Select(trial => (double)trial!["values"]!["learning-rate"]!).Should().Equal(1e-4, 1e-3, 1e-2, 3e-4);
        manifest["trials"]![3]!["seeds"]!.AsArray().Select(seed => (long)seed!).Should().Equal(1);
        File.ReadAllText(_folder.File(GanSearch.ResultsFile)).Should().Be(result.ToJson() + "\n");
        JsonNode best = JsonNode.Parse(result.ToJson())!["trials"]![0]!;
        ((int)best["trial"]!, (double)best["scores"]![2]!["value"]!).Should().Be((result.Winner!.Trial.Number, result.Winner.Value));
        Directory.Exists(result.Trials[3].Trial.FolderOf(_folder.Path, 1).Checkpoints).Should().BeTrue();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 6)]
    [InlineData(4, 12)]
    public void After_a_cancellation_it_finds_bit_for_bit_what_it_would_have_found(int epochs, int step)
    {
        using TemporaryFolder other = new();
        SearchResult whole = Search(Options() with { Folder = other.Path });
        using CancellationTokenSource source = new();
        RelayedProgress<SearchProgress> stop = new(told =>
        {
            if (told.Epochs == epochs && told.Place == Math.Min(2, told.Count) && told.Training?.Step >= step)
            {
                source.Cancel();
            }
        });
        FluentActions.Invoking(() => Search(Options(), progress: stop, cancellationToken: source.Token))
            .Should().Throw<OperationCanceledException>();
        List<SearchProgress> told = [];

        SearchResult resumed = Search(Options(), progress: new RelayedProgress<SearchProgress>(told.Add));

        Bits(resumed).Should().Equal(Bits(whole));
        told.Should().NotBeEmpty().And.NotContain(progress => progress.Epochs < epochs, "finished rungs are not trained again");
        told.First(progress => progress.Training is not null).Training!.Step.Should().BeGreaterThan(step, "a run goes on where it was");
    }

    [Fact]
    public void A_finished_search_trains_nothing_and_finds_the_same()
    {
        SearchResult first = Search(Options());
        List<SearchProgress> told = [];

        SearchResult second = Search(Options(), progress: new RelayedProgress<SearchProgress>(told.Add));

        told.Should().BeEmpty();
        second.ToJson().Should().Be(first.ToJson());
    }

    [Fact]
    public void What_a_share_of_the_run_decides_is_that_of_the_whole_run()
    {
        SearchResult searched = Search(Options() with { Trials = 1 }, [Rates(1e-3, 1e-2)], () => Scheduled());
        SearchTrial best = searched.Winner!.Trial;
        using GanTrainer alone = Scheduled().WithLearningRate(best.Values["learning-rate"].Number!.Value).WithEpochs(4).WithSeed(1).Build();

        alone.Train(SmallRuns.Training);

        using GanGenerator generator = GanGenerator.Load(best.FolderOf(_folder.Path, 1).Generator, ComputeDevice.Cpu);
        generator.Network.Bits().Should().Equal(alone.Generator.Network.Bits());

        static GanBuilder Scheduled() => SmallRuns.Builder().WithLearningRateSchedule(Schedule.Linear(1, 0.1));
    }

    [Fact]
    public void Seeds_of_a_trial_are_averaged()
    {
        SearchResult result = Search(Options() with { SeedsPerTrial = 2, Seed = 3, Epochs = 1 }, [Rates(1e-3)]);

        RungScore score = result.Winner!.Scores.Should().ContainSingle().Which;
        score.BySeed.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        score.Value.Should().Be(score.BySeed.Average());
        result.Winner.Trial.Seeds.Should().Equal(3, 4);
    }

    [Fact]
    public void A_trial_that_diverges_is_last_with_the_reason_and_is_not_tried_again()
    {
        SearchResult result = Search(Options(), [Rates(TooFast, 1e-3, 1e-4)]);

        TrialResult last = result.Trials[^1];
        last.Trial.Number.Should().Be(1);
        last.Problem.Should().Contain("is not finite");
        result.Winner!.Scores.Should().HaveCount(2);
        List<SearchProgress> told = [];
        Search(Options(), [Rates(TooFast, 1e-3, 1e-4)], progress: new RelayedProgress<SearchProgress>(told.Add)).ToJson()
            .Should().Be(result.ToJson());
        told.Should().BeEmpty();
        Report(result).Should().Contain("Trial 1 diverged. Seed 1, on the way to epoch 2: ").And.Contain("1 trial diverged.")
            .And.Contain("<td class=\"fault\">diverged</td>");
    }

    [Fact]
    public void When_all_diverge_none_is_best()
    {
        SearchResult result = Search(Options(), [Rates(TooFast, 2 * TooFast)]);

        result.Winner.Should().BeNull();
        result.Trials.Should().OnlyContain(trial => trial.HasFailed && double.IsNaN(trial.Value));
        Report(result).Should().Contain("No trial is best: all 2 diverged.").And.NotContain("Pictures of the best");
    }

    [Fact]
    public void Another_search_in_the_folder_is_refused_with_the_differences()
    {
        Search(Options());

        Func<GanBuilder> other = () => SmallRuns.Builder().WithLoss(AdversarialLosses.Hinge);
        Action search = () => Search(Options() with { Eta = 3, Metric = EvaluationMetric.Recall }, [Rates(1e-3)], other);

        search.Should().Throw<GanConfigurationException>().Which.Message.Should()
            .Contain("was begun with other settings")
            .And.Contain("parameters was learning-rate=0.0001,0.001,0.01,0.0003 and is now learning-rate=0.001.")
            .And.Contain("eta was 2 and is now 3.").And.Contain("metric was frechet_distance and is now recall.").And.Contain("loss was ");
    }

    [Fact]
    public void A_run_whose_result_is_lost_is_not_measured_at_another_epoch()
    {
        Search(Options());
        File.Delete(_folder.File(GanSearch.ResultsFile));

        FluentActions.Invoking(() => Search(Options())).Should().Throw<GanConfigurationException>()
            .WithMessage("*epochs, and is wanted after 1, since 'results.json' does not know its result*");
    }

    [Theory]
    [InlineData(GanSearch.ManifestFile)]
    [InlineData(GanSearch.ResultsFile)]
    public void A_damaged_file_is_named(string file)
    {
        Search(Options() with { Epochs = 1 }, [Rates(1e-3)]);
        File.WriteAllText(_folder.File(file), "{\"trials\": [{}]}");

        FluentActions.Invoking(() => Search(Options() with { Epochs = 1 }, [Rates(1e-3)])).Should().Throw<GanFileException>()
            .WithMessage($"*{file}*");
    }

    [Fact]
    public void A_builder_that_ends_runs_early_is_told()
    {
        RecordingObserver early = new() { Tick = trainer => trainer.RequestStop("enough.") };

        FluentActions.Invoking(() => Search(Options(), create: () => SmallRuns.Builder().Observe(early)))
            .Should().Throw<GanConfigurationException>().WithMessage("*has 0 epochs, fewer than the rung's 1: enough.*");
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        SearchOptions wrong = new()
        {
            Trials = 0,
            SeedsPerTrial = 0,
            Epochs = 0,
            Eta = 1,
            Rungs = [3, 3],
            Metric = EvaluationMetric.Density,
            Folder = " ",
        };

        FluentActions.Invoking(() => Search(wrong, [Rates(), new SearchParameter("a b", SearchRange.Log(0, 1), (builder, _) => builder)]))
            .Should().Throw<GanConfigurationException>().Which.Problems.Should().HaveCount(10);
        FluentActions.Invoking(() => Search(Options(), [])).Should().Throw<GanConfigurationException>()
            .WithMessage("*there is no parameter*");
        FluentActions.Invoking(() => Search(Options(), [Rates(1), Rates(2)])).Should().Throw<GanConfigurationException>()
            .WithMessage("*'learning-rate' is searched twice*");
    }

    [Fact]
    public void Trials_that_cannot_be_trained_are_told_before_any_is()
    {
        List<SearchProgress> told = [];

        FluentActions.Invoking(() => Search(
                Options(),
                [SearchParameters.BatchSize(SearchRange.List(1, 10, 50)), Rates(-1)],
                progress: new RelayedProgress<SearchProgress>(told.Add)))
            .Should().Throw<GanConfigurationException>().Which.Problems.Should().Contain(
                problem => problem.StartsWith("trial 1 (batch-size 1, learning-rate -1): the batch size is 1", StringComparison.Ordinal))
            .And.Contain(problem => problem.Contains("and 2 more trials: the generator's learning rate is -1", StringComparison.Ordinal))
            .And.Contain(problem => problem.StartsWith("trial 3 (batch-size 50, learning-rate -1): a step takes 50", StringComparison.Ordinal));
        told.Should().BeEmpty();
        _folder.FileNames.Should().BeEmpty();
    }

    [Fact]
    public void The_report_holds_table_curves_a_chart_for_each_parameter_and_the_best_pictures()
    {
        string page = Report(Search(Options(), [Rates(1e-4, 1e-3), SearchParameters.HorizontalFlip()]));

        page.Should().Contain("is best, with learning-rate ").And.Contain("<th>4 epochs</th>").And.Contain("<td>160</td>");
        page.Split("<svg").Should().HaveCount(1 + 3);
        page.Split("data:image/png;base64,").Should().HaveCount(1 + 3);
        page.Should().NotContain("<script").And.NotContain("NaN").And.NotContain("src=\"http");
    }

    public void Dispose()
    {
        _features.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<double> Values(SearchResult result, int count) =>
        result.Trials.Where(trial => trial.Scores.Count == count).Select(trial => trial.Value);

    private static IEnumerable<string> Bits(SearchResult result) => result.Trials.Select(trial =>
        $"{trial.Trial.Number}: {string.Join(' ', trial.Scores.SelectMany(score => score.BySeed).Select(BitConverter.DoubleToInt64Bits))}");

    private static SearchParameter Rates(params double[] rates) => SearchParameters.LearningRate(SearchRange.List(rates));

    private string Report(SearchResult result)
    {
        SearchReport.Write(_folder.File("search.html"), result);
        return File.ReadAllText(_folder.File("search.html"));
    }

    private SearchOptions Options() => new() { Epochs = 4, Eta = 2, Metric = EvaluationMetric.FrechetDistance, Folder = _folder.Path };

    private SearchResult Search(
        SearchOptions options,
        IReadOnlyList<SearchParameter>? parameters = null,
        Func<GanBuilder>? create = null,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new GanSearch(create ?? (() => SmallRuns.Builder()), parameters ?? [Rates(1e-4, 1e-3, 1e-2, 3e-4)], options)
            .Run(SmallRuns.Training, SmallRuns.HeldOut, [_features], progress, cancellationToken);
}
