using Gan.Evaluation;

namespace Gan.Reports.Tests;

public class HalvingTests
{
    private static readonly EvaluationMetric Lower = EvaluationMetric.FrechetDistance;

    [Theory]
    [InlineData(50, 3, 20, "5, 16, 50")]
    [InlineData(27, 3, 27, "1, 3, 9, 27")]
    [InlineData(4, 3, 27, "1, 4")]
    [InlineData(50, 3, 2, "50")]
    [InlineData(8, 2, 4, "2, 4, 8")]
    public void Rungs_are_as_many_as_trials_and_epochs_can_be_divided(int epochs, int eta, int trials, string rungs) =>
        string.Join(", ", Halving.Rungs(new SearchOptions { Epochs = epochs, Eta = eta }, trials)).Should().Be(rungs);

    [Fact]
    public void Rungs_can_be_given() =>
        Halving.Rungs(new SearchOptions { Epochs = 9, Rungs = [2, 5] }, trials: 2).Should().Equal(2, 5, 9);

    [Theory]
    [InlineData(3, new[] { 2, 4 })]
    [InlineData(2, new[] { 2, 4, 1 })]
    [InlineData(9, new[] { 2 })]
    public void Exactly_the_best_go_on(int eta, int[] expected) => Numbers(Halving.Survivors(
        [Scored(1, 4), Scored(2, 1), Scored(3, 7), Scored(4, 2), Scored(5, 9), Scored(6, 8)], Lower, eta)).Should().Equal(expected);

    [Fact]
    public void What_is_best_is_the_metrics_matter()
    {
        TrialResult[] trials = [Scored(1, 0.9), Scored(2, 0.1), Scored(3, 0.45)];

        Numbers(Halving.Ranked(trials, EvaluationMetric.Precision)).Should().Equal(1, 3, 2);
        Numbers(Halving.Ranked(trials, Lower)).Should().Equal(2, 3, 1);
        Numbers(Halving.Ranked(trials, EvaluationMetric.ClassifierAccuracy)).Should().Equal(3, 1, 2);
    }

    [Fact]
    public void Of_equals_the_earlier_is_kept() =>
        Numbers(Halving.Survivors([Scored(1, 2), Scored(2, 1), Scored(3, 1)], Lower, eta: 3)).Should().Equal(2);

    [Fact]
    public void Those_that_diverged_are_last_however_far_they_came_and_never_go_on()
    {
        TrialResult late = Scored(1, 1, 1) with { Problem = "inf" }, early = Scored(4) with { Problem = "inf" };
        TrialResult[] trials = [late, Scored(2, 5), Scored(3, 9, 3), early];

        Numbers(Halving.Ranked(trials, Lower)).Should().Equal(3, 2, 1, 4);
        Numbers(Halving.Survivors([Scored(1) with { Problem = "inf" }, Scored(2, 5)], Lower, eta: 2)).Should().Equal(2);
        Halving.Survivors([Scored(1) with { Problem = "inf" }], Lower, eta: 2).Should().BeEmpty();
    }

    private static IEnumerable<int> Numbers(IEnumerable<TrialResult> trials) => trials.Select(trial => trial.Trial.Number);

    private static TrialResult Scored(int number, params double[] values) =>
        new(new SearchTrial(number, new Dictionary<string, SearchValue>(), [1]))
        {
            Scores = [.. values.Select((value, i) => new RungScore(i + 1, 10, value, [value]))],
        };
}
