using Gan.Evaluation;

namespace Gan.Detection.Tests;

public class LabelledScoresTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_score_that_is_not_finite_is_refused(double score) =>
        FluentActions.Invoking(() => LabelledScores.Of([0.5, score], [0.5])).Should().Throw<EvaluationException>().WithMessage("Score 1 is *finite*");

    [Fact]
    public void One_class_alone_is_refused()
    {
        FluentActions.Invoking(() => LabelledScores.Of([0.5, 0.2], [])).Should().Throw<EvaluationException>().WithMessage("*2 real and 0 fake*");
        FluentActions.Invoking(() => LabelledScores.Of([], [1])).Should().Throw<EvaluationException>().WithMessage("*0 real and 1 fake*");
        FluentActions.Invoking(() => new LabelledScores([], [])).Should().Throw<EvaluationException>().WithMessage("*0 real and 0 fake*");
    }

    [Fact]
    public void Labels_must_be_as_many_as_scores() =>
        FluentActions.Invoking(() => new LabelledScores([1, 2, 3], [true, false])).Should().Throw<EvaluationException>().WithMessage("*3 scores and 2 labels*");

    [Fact]
    public void What_the_caller_changes_later_changes_nothing()
    {
        double[] scores = [0.1, 0.9];
        bool[] isFake = [false, true];
        LabelledScores set = new(scores, isFake);
        (scores[0], isFake[0]) = (double.NaN, true);
        set.Scores.Should().Equal(0.1, 0.9);
        set.IsFake.Should().Equal(false, true);
        (set.Count, set.RealCount, set.FakeCount).Should().Be((2, 1, 1));
    }
}
