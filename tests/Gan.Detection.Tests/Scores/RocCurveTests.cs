using CsCheck;

namespace Gan.Detection.Tests;

public class RocCurveTests
{
    [Fact]
    public void Four_pictures_have_the_published_area()
    {
        RocCurve curve = RocCurve.Of(ScoreSets.Four);
        curve.AreaUnderCurve.Should().Be(0.75);
        curve.EqualErrorRate.Should().Be(0.5);
        curve.Points.Should().Equal(
            new RocPoint(double.PositiveInfinity, 0, 0), new(0.8, 0, 0.5), new(0.4, 0.5, 0.5), new(0.35, 0.5, 1), new(0.1, 1, 1));
    }

    [Fact]
    public void Ties_are_one_step_and_count_half()
    {
        RocCurve same = RocCurve.Of(LabelledScores.Of([1, 1, 1], [1, 1]));
        same.Points.Should().HaveCount(2);
        same.AreaUnderCurve.Should().Be(0.5);
        same.EqualErrorRate.Should().Be(0.5);

        // Of four pairs: two won, one tied, one lost.
        RocCurve.Of(LabelledScores.Of([0, 2], [1, 2])).AreaUnderCurve.Should().Be(2.5 / 4);
    }

    [Fact]
    public void A_perfect_detector_errs_nowhere()
    {
        RocCurve curve = RocCurve.Of(LabelledScores.Of([0.1, 0.2], [0.3, 0.9, 0.9]));
        (curve.AreaUnderCurve, curve.EqualErrorRate, curve.TruePositiveRateAt(0)).Should().Be((1, 0, 1));
        RocCurve inverted = RocCurve.Of(LabelledScores.Of([0.8, 0.9], [0.3, 0.1]));
        (inverted.AreaUnderCurve, inverted.EqualErrorRate, inverted.TruePositiveRateAt(0.99)).Should().Be((0, 1, 0));
    }

    [Fact]
    public void The_equal_error_rate_lies_between_two_points_where_the_line_crosses()
    {
        // From (0, 2/3) straight to (1/2, 1): 1 − TPR = FPR at 1/5.
        RocCurve.Of(LabelledScores.Of([1, 0], [2, 2, 1])).EqualErrorRate.Should().BeApproximately(0.2, 1e-15);
    }

    [Fact]
    public void The_rate_at_few_false_alarms_is_one_that_a_threshold_reaches()
    {
        LabelledScores scores = LabelledScores.Of([.. Enumerable.Range(0, 200).Select(i => (double)i)], [150.5, 197.5, 198.5, 250]);
        RocCurve curve = RocCurve.Of(scores);
        curve.TruePositiveRateAt(0).Should().Be(0.25);
        curve.TruePositiveRateAt(0.0099).Should().Be(0.5, "two of 200 are 1 %");
        curve.TruePositiveRateAt(0.01).Should().Be(0.75);
        curve.TruePositiveRateAt(1).Should().Be(1);
        FluentActions.Invoking(() => curve.TruePositiveRateAt(double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => curve.TruePositiveRateAt(1.1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_area_is_that_under_the_points() => ScoreSets.Logits().Sample(scores =>
    {
        RocCurve curve = RocCurve.Of(scores);
        double area = curve.Points.Zip(curve.Points.Skip(1))
            .Sum(pair => (pair.Second.FalsePositiveRate - pair.First.FalsePositiveRate) * (pair.First.TruePositiveRate + pair.Second.TruePositiveRate) / 2);
        return Math.Abs(area - curve.AreaUnderCurve) < 1e-12;
    });

    [Fact]
    public void A_monotone_map_changes_nothing_but_the_thresholds() => ScoreSets.Logits().Sample(scores =>
    {
        RocCurve curve = RocCurve.Of(scores), mapped = RocCurve.Of(scores.Map(score => Math.Exp(score / 7) - 3));
        return mapped.AreaUnderCurve == curve.AreaUnderCurve && mapped.EqualErrorRate == curve.EqualErrorRate
            && AveragePrecision.Compute(scores) == AveragePrecision.Compute(scores.Map(score => 3 * score * score * score));
    });

    [Fact]
    public void Negated_scores_turn_the_area_round() => ScoreSets.Logits().Sample(scores =>
        Math.Abs(RocCurve.Of(scores.Map(score => -score)).AreaUnderCurve - (1 - RocCurve.Of(scores).AreaUnderCurve)) < 1e-12);

    [Fact]
    public void Every_point_is_the_confusion_matrix_of_its_threshold() => ScoreSets.Logits().Sample(scores =>
        RocCurve.Of(scores).Points.All(point =>
        {
            ConfusionMatrix matrix = ConfusionMatrix.At(scores, point.Threshold);
            return matrix.FakeAccuracy.Value == point.TruePositiveRate && Math.Abs(1 - matrix.RealAccuracy.Value - point.FalsePositiveRate) < 1e-15;
        }));
}
