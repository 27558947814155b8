using CsCheck;

namespace Gan.Detection.Tests;

public class AveragePrecisionTests
{
    [Fact]
    public void Four_pictures_have_the_published_value() =>
        AveragePrecision.Compute(ScoreSets.Four).Should().BeApproximately(5 / 6.0, 1e-15);

    [Fact]
    public void It_is_one_for_a_perfect_order_and_the_share_of_fakes_when_all_are_tied()
    {
        AveragePrecision.Compute(LabelledScores.Of([0, 1], [2, 3])).Should().Be(1);
        AveragePrecision.Compute(LabelledScores.Of([5, 5, 5], [5])).Should().Be(0.25);
    }

    [Fact]
    public void Tied_pictures_may_stand_in_any_order() => ScoreSets.Logits(3).Sample(scores =>
        AveragePrecision.Compute(scores) == AveragePrecision.Compute(new([.. scores.Scores.Reverse()], [.. scores.IsFake.Reverse()])));
}
