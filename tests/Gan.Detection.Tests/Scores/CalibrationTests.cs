using CsCheck;
using Gan.Evaluation;

namespace Gan.Detection.Tests;

public class CalibrationTests
{
    [Fact]
    public void Bins_hold_what_lies_in_them()
    {
        ReliabilityDiagram diagram = ReliabilityDiagram.Of(LabelledScores.Of([0, 0.2, 0.5], [0.4, 0.9, 1]), bins: 2);
        diagram.Bins.Select(bin => (bin.Lower, bin.Upper, bin.Count)).Should().Equal((0, 0.5, 3), (0.5, 1, 3));
        diagram.Bins[0].MeanProbability.Should().BeApproximately(0.2, 1e-15);
        diagram.Bins[0].FakeShare.Should().BeApproximately(1 / 3.0, 1e-15);
        diagram.Bins[1].MeanProbability.Should().BeApproximately(0.8, 1e-15);
        diagram.Bins[1].FakeShare.Should().BeApproximately(2 / 3.0, 1e-15);
        diagram.ExpectedCalibrationError.Should().BeApproximately(2 / 15.0, 1e-15);
        diagram.MaximumCalibrationError.Should().BeApproximately(2 / 15.0, 1e-15);
    }

    [Fact]
    public void Certain_and_right_is_calibrated_and_certain_and_wrong_is_not()
    {
        ReliabilityDiagram.Of(LabelledScores.Of([0, 0], [1])).ExpectedCalibrationError.Should().Be(0);
        ReliabilityDiagram.Of(LabelledScores.Of([1, 1], [0])).ExpectedCalibrationError.Should().Be(1);
        ReliabilityDiagram.Of(ScoreSets.Four).Bins.Should().HaveCount(15);
    }

    [Fact]
    public void Errors_lie_between_0_and_1_and_empty_bins_do_not_count() => Gen.Select(ScoreSets.Probabilities, Gen.Int[1, 30]).Sample((scores, bins) =>
    {
        ReliabilityDiagram diagram = ReliabilityDiagram.Of(scores, bins);
        return diagram.ExpectedCalibrationError is >= 0 and <= 1 && diagram.MaximumCalibrationError <= 1
            && diagram.ExpectedCalibrationError <= diagram.MaximumCalibrationError + 1e-12
            && diagram.Bins.Sum(bin => bin.Count) == scores.Count;
    });

    [Fact]
    public void Brier_and_log_loss_have_the_values_of_their_formulas()
    {
        BrierScore.Compute(ScoreSets.Four).Should().BeApproximately((0.01 + 0.16 + 0.4225 + 0.04) / 4, 1e-15);
        LogLoss.Compute(ScoreSets.Four).Should().BeApproximately(-Math.Log(0.9 * 0.6 * 0.35 * 0.8) / 4, 1e-15);
        LogLoss.Compute(LabelledScores.Of([1], [0]), clip: 0.01).Should().BeApproximately(Math.Log(100), 1e-12);
        LogLoss.Compute(LabelledScores.Of([0.5], [0.5])).Should().BeApproximately(Math.Log(2), 1e-15);
        FluentActions.Invoking(() => LogLoss.Compute(ScoreSets.Four, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Logits_are_refused_where_probabilities_are_needed()
    {
        LabelledScores logits = LabelledScores.Of([-3], [2]);
        FluentActions.Invoking(() => ReliabilityDiagram.Of(logits)).Should().Throw<EvaluationException>().WithMessage("Score 0 is -3; calibration*0 to 1*");
        FluentActions.Invoking(() => BrierScore.Compute(logits)).Should().Throw<EvaluationException>().WithMessage("*the Brier score*");
        FluentActions.Invoking(() => LogLoss.Compute(logits)).Should().Throw<EvaluationException>().WithMessage("*the log loss*");
    }
}
