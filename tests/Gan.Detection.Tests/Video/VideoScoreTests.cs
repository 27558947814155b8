using Gan.Evaluation;

namespace Gan.Detection.Tests;

public class VideoScoreTests
{
    [Fact]
    public void Frames_are_joined_in_the_way_asked_for()
    {
        double[] frames = [0.9, 0.1, 0.2, 0.6];
        VideoScore.Of([0.75, 0.25, 0.25, 0.75]).Should().Be(new VideoScore(0.5, 4, FrameAggregation.Mean, null));
        VideoScore.Of(frames, FrameAggregation.Median).Probability.Should().BeApproximately(0.4, 1e-15);
        VideoScore.Of(frames, FrameAggregation.TopKMean, topK: 2).Probability.Should().BeApproximately(0.75, 1e-15);
        VideoScore.Of(frames, FrameAggregation.TopKMean).Probability.Should().BeApproximately(0.45, 1e-15, "there are fewer than ten");
        VideoScore.Of([0.3, 0.1, 0.2], FrameAggregation.Median).Probability.Should().Be(0.2);
    }

    [Theory]
    [InlineData(12, 17, 0, 0.9)] // 12 of 29 above 0.8: more than 11 and more than 2 in 5
    [InlineData(12, 18, 0, 0.66)] // 12 of 30 are just 2 in 5: the mean of all
    [InlineData(11, 0, 0, 0.9)] // too few to be sure, all alike
    [InlineData(11, 5, 0, 0.775)] // too few to be sure: the mean of all
    [InlineData(0, 1, 19, 0.1)] // 19 of 20 below 0.2
    [InlineData(0, 2, 18, 0.14)] // 18 of 20 are just 9 in 10: the mean of all
    public void The_confident_mean_is_that_of_the_challenge_s_winner(int fake, int unsure, int real, double expected)
    {
        double[] frames = [.. Enumerable.Repeat(0.9, fake), .. Enumerable.Repeat(0.5, unsure), .. Enumerable.Repeat(0.1, real)];
        VideoScore.Of(frames, FrameAggregation.ConfidentMean).Probability.Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void A_fake_part_widens_the_interval_and_an_even_video_has_none()
    {
        VideoScore even = VideoScore.Of([.. Enumerable.Repeat(0.75, 100)]);
        even.StretchInterval.Should().Be(new ConfidenceInterval(0.75, 0.75));

        double[] part = [.. Enumerable.Repeat(0.05, 60), .. Enumerable.Repeat(0.95, 40)], mixed = [.. part.Select((_, i) => i % 5 < 2 ? 0.95 : 0.05)];
        ConfidenceInterval inOnePiece = VideoScore.Of(part).StretchInterval!.Value, spread = VideoScore.Of(mixed).StretchInterval!.Value;
        inOnePiece.Lower.Should().BeLessThan(0.41);
        inOnePiece.Upper.Should().BeGreaterThan(0.41);
        (inOnePiece.Upper - inOnePiece.Lower).Should().BeGreaterThan(5 * (spread.Upper - spread.Lower));
        VideoScore.Of(part).Should().Be(VideoScore.Of(part), "a seed fixes it");
        VideoScore.Of([.. Enumerable.Repeat(0.5, 15)]).StretchInterval.Should().BeNull();
    }

    [Fact]
    public void What_is_no_video_of_probabilities_is_refused()
    {
        FluentActions.Invoking(() => VideoScore.Of([])).Should().Throw<EvaluationException>().WithMessage("*no frame*");
        FluentActions.Invoking(() => VideoScore.Of([0.5, double.NaN])).Should().Throw<EvaluationException>().WithMessage("Frame 1 has NaN*");
        FluentActions.Invoking(() => VideoScore.Of([-2])).Should().Throw<EvaluationException>().WithMessage("Frame 0 has -2*");
        FluentActions.Invoking(() => VideoScore.Of([0.5], (FrameAggregation)9)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => VideoScore.Of([0.5], topK: 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
