
namespace Gan.Detection.Tests;

public class BootstrapTests
{
    [Fact]
    public void An_accuracy_has_about_Wilsons_interval()
    {
        // 90 of 100 of each class are right.
        LabelledScores scores = LabelledScores.Of(
            [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0.1 : 0.9)], [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0.9 : 0.1)]);
        ConfidenceInterval interval = Bootstrap.Interval(scores, drawn => ConfusionMatrix.At(drawn, 0.5).Accuracy.Value);
        ConfidenceInterval wilson = ConfusionMatrix.At(scores, 0.5).Accuracy.Interval;
        interval.Lower.Should().BeApproximately(wilson.Lower, 0.015);
        interval.Upper.Should().BeApproximately(wilson.Upper, 0.015);
    }

    [Fact]
    public void A_seed_fixes_it_and_both_classes_are_always_drawn()
    {
        LabelledScores scores = LabelledScores.Of([0.1, 0.4, 0.6], [0.5]);
        ConfidenceInterval interval = Bootstrap.Interval(scores, drawn => RocCurve.Of(drawn).AreaUnderCurve, seed: 1);
        Bootstrap.Interval(scores, drawn => RocCurve.Of(drawn).AreaUnderCurve, seed: 1).Should().Be(interval);
        interval.Should().Be(new ConfidenceInterval(0, 1));
        FluentActions.Invoking(() => Bootstrap.Interval(scores, _ => 0, resamples: 99)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
