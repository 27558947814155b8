
namespace Gan.Detection.Tests;

public class ConfusionMatrixTests
{
    [Fact]
    public void A_score_at_the_threshold_is_called_fake()
    {
        ConfusionMatrix matrix = ConfusionMatrix.At(LabelledScores.Of([0.1, 0.4, 0.5], [0.35, 0.8]), 0.4);
        matrix.Should().Be(new ConfusionMatrix(0.4, TruePositives: 1, FalseNegatives: 1, FalsePositives: 2, TrueNegatives: 1));
        matrix.Accuracy.Should().Be(new Proportion(2, 5));
        matrix.RealAccuracy.Should().Be(new Proportion(1, 3));
        matrix.FakeAccuracy.Should().Be(new Proportion(1, 2));
        matrix.BalancedAccuracy.Should().BeApproximately(5 / 12.0, 1e-15);
    }

    [Fact]
    public void A_threshold_is_a_number() =>
        FluentActions.Invoking(() => ConfusionMatrix.At(ScoreSets.Four, double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
}
