
namespace Gan.Detection.Tests;

public class ProportionTests
{
    // Ends of the closed form computed with 30 digits.
    [Theory]
    [InlineData(0, 10, 0.0000000000000000, 0.2775327998628893)]
    [InlineData(10, 10, 0.7224672001371107, 1.0000000000000000)]
    [InlineData(9, 10, 0.5958499732047615, 0.9821237869049271)]
    [InlineData(50, 100, 0.4038315303659956, 0.5961684696340044)]
    [InlineData(970, 1000, 0.9574965858524129, 0.9789062611711653)]
    [InlineData(1, 1, 0.2065493143772374, 1.0000000000000000)]
    public void The_interval_is_Wilsons(int successes, int count, double lower, double upper)
    {
        ConfidenceInterval interval = new Proportion(successes, count).Interval;
        interval.Lower.Should().BeApproximately(lower, 1e-14);
        interval.Upper.Should().BeApproximately(upper, 1e-14);
    }

    [Fact]
    public void It_holds_the_share_and_lies_within_0_and_1()
    {
        for (int count = 1; count < 40; count++)
        {
            for (int successes = 0; successes <= count; successes++)
            {
                Proportion share = new(successes, count);
                share.Interval.Lower.Should().BeInRange(0, share.Value);
                share.Interval.Upper.Should().BeInRange(share.Value, 1);
            }
        }
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        FluentActions.Invoking(() => new Proportion(0, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Proportion(3, 2)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Proportion(-1, 2)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
