using Gan.Evaluation;

namespace Gan.Reports.Tests;

public sealed class GanComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RandomConvFeatures _features = new(3);

    [Fact]
    public void It_trains_and_measures_every_preset_at_every_seed_and_the_report_tells_which_is_best()
    {
        ComparisonResult result = Compare(Options());

        result.Runs.Select(run => run.Name).Should().Equal("plain, seed 1", "a&b, seed 1", "plain, seed 2", "a&b, seed 2");
        result.Runs.Should().OnlyContain(run => run.Evaluations.Keys.Order().SequenceEqual(new[] { 1, 2 }) && run.History.Count > 0);
        File.Exists(Path.Combine(_folder.Path, "plain-seed2", ComparedRun.NeighboursFile)).Should().BeTrue();

        string path = _folder.File("report.html");
        ComparisonReport.Write(path, result);
        string page = File.ReadAllText(path);
        page.Should().Contain("is best").And.Contain("class=\"answer\"").And.Contain("a&amp;b, seed 2").And.NotContain("a&b,");
        page.Should().NotContain("<script").And.NotContain(">NaN<");
    }

    [Fact]
    public void What_is_finished_is_not_trained_again()
    {
        ComparisonResult first = Compare(Options());
        List<ComparisonProgress> told = [];

        ComparisonResult second = Compare(Options(), new RelayedProgress<ComparisonProgress>(told.Add));

        told.Should().NotContain(progress => progress.Training != null);
        told.Count(progress => progress.Stage == ComparisonStage.Measured).Should().Be((4 * 2) + 1);
        second.Runs.Select(run => run.Last.Scores[0].FrechetDistance).Should().Equal(first.Runs.Select(run => run.Last.Scores[0].FrechetDistance));
    }

    [Fact]
    public void It_goes_on_after_a_cancellation()
    {
        using CancellationTokenSource source = new();
        RelayedProgress<ComparisonProgress> stop = new(progress =>
        {
            if (progress is { Subject: "a&b, seed 1", Training.Step: 4 })
            {
                source.Cancel();
            }
        });
        Action compare = () => Compare(Options(), stop, source.Token);
        compare.Should().Throw<OperationCanceledException>();

        List<ComparisonProgress> told = [];
        Compare(Options(), new RelayedProgress<ComparisonProgress>(told.Add)).Runs.Should().HaveCount(4);
        told.Should().NotContain(progress => progress.Subject == "plain, seed 1" && progress.Training != null);
        told.First(progress => progress is { Subject: "a&b, seed 1", Training: not null }).Training!.Step.Should().BeGreaterThan(4);
    }

    [Fact]
    public void A_run_of_another_length_is_refused()
    {
        Compare(Options());

        Action compare = () => Compare(Options() with { Epochs = 1 });

        compare.Should().Throw<GanConfigurationException>().WithMessage("*has 2 epochs, and 1 are to be compared*");
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_before_anything_is_trained()
    {
        GanComparison comparison = new(
            new Dictionary<string, Func<GanBuilder>> { ["a/b"] = () => SmallRuns.Builder().WithBatchSize(0) },
            new ComparisonOptions { Epochs = 0, Seeds = [], Every = 0, Folder = " " });

        Action run = () => comparison.Run(SmallRuns.Training, SmallRuns.HeldOut, [_features]);

        run.Should().Throw<GanConfigurationException>().Which.Problems.Should().HaveCountGreaterThan(5)
            .And.Contain(problem => problem.Contains("cannot name a preset", StringComparison.Ordinal))
            .And.Contain(problem => problem.StartsWith("a/b: ", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _features.Dispose();
        _folder.Dispose();
    }

    private ComparisonOptions Options() => new() { Epochs = 2, Every = 1, Seeds = [1, 2], Folder = _folder.Path };

    private ComparisonResult Compare(
        ComparisonOptions options, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        GanComparison comparison = new(
            new Dictionary<string, Func<GanBuilder>>
            {
                ["plain"] = () => SmallRuns.Builder(),
                ["a&b"] = () => SmallRuns.Builder().WithHorizontalFlip(),
            },
            options);
        return comparison.Run(SmallRuns.Training, SmallRuns.HeldOut, [_features], progress, cancellationToken);
    }
}
