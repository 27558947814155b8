using CsCheck;

namespace Gan.Detection.Tests;

public class ThresholdChoiceTests
{
    [Fact]
    public void Between_separate_classes_it_lies_midway()
    {
        LabelledScores scores = LabelledScores.Of([0.1, 0.2], [0.6, 0.9]);
        ThresholdChoice.BestAccuracy(scores).Should().BeApproximately(0.4, 1e-15);
        ThresholdChoice.BestBalancedAccuracy(scores).Should().BeApproximately(0.4, 1e-15);
    }

    [Fact]
    public void Of_equally_good_ones_the_nearest_to_a_half_is_taken()
    {
        // One error of four below 0.3 and above 0.5 alike.
        ThresholdChoice.BestAccuracy(LabelledScores.Of([0.1, 0.44], [0.3, 0.9])).Should().BeApproximately(0.67, 1e-15);
        ThresholdChoice.BestAccuracy(LabelledScores.Of([0.1, 0.6], [0.5, 0.96])).Should().BeApproximately(0.3, 1e-15);
    }

    [Fact]
    public void Rare_fakes_matter_to_the_balanced_accuracy_alone()
    {
        LabelledScores scores = LabelledScores.Of([0.1, 0.1, 0.1, 0.1, 0.6, 0.6], [0.5]);
        ConfusionMatrix.At(scores, ThresholdChoice.BestAccuracy(scores)).Accuracy.Successes.Should().Be(6);
        ConfusionMatrix.At(scores, ThresholdChoice.BestBalancedAccuracy(scores)).FakeAccuracy.Value.Should().Be(1);
    }

    [Fact]
    public void Neighbouring_numbers_are_told_apart()
    {
        double lower = 0.5, upper = Math.BitIncrement(lower);
        ConfusionMatrix.At(LabelledScores.Of([lower], [upper]), ThresholdChoice.BestAccuracy(LabelledScores.Of([lower], [upper]))).Accuracy.Value.Should().Be(1);
    }

    [Fact]
    public void No_other_threshold_is_better() => ScoreSets.Probabilities.Sample(scores =>
    {
        ConfusionMatrix accurate = ConfusionMatrix.At(scores, ThresholdChoice.BestAccuracy(scores));
        ConfusionMatrix balanced = ConfusionMatrix.At(scores, ThresholdChoice.BestBalancedAccuracy(scores));
        return scores.Scores.Append(2).Select(threshold => ConfusionMatrix.At(scores, threshold)).All(other =>
            other.Accuracy.Successes <= accurate.Accuracy.Successes && other.BalancedAccuracy <= balanced.BalancedAccuracy + 1e-12);
    });
}
