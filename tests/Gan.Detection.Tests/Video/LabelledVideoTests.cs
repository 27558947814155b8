using Gan.Evaluation;

namespace Gan.Detection.Tests;

public class LabelledVideoTests
{
    [Fact]
    public void Frames_become_videos_and_videos_scores()
    {
        IReadOnlyList<LabelledVideo> videos = LabelledVideo.Group(["a", "b", "a", "b"], new([0.1, 0.9, 0.3, 0.5], [false, true, false, true]));
        videos.Select(video => (video.Name, video.IsFake)).Should().Equal(("a", false), ("b", true));
        videos[0].Frames.Should().Equal(0.1, 0.3);
        LabelledScores scores = LabelledVideo.Join(videos);
        scores.Scores.Should().Equal(0.2, 0.7);
        scores.IsFake.Should().Equal(false, true);
        LabelledVideo.Join(videos, FrameAggregation.TopKMean, topK: 1).Scores.Should().Equal(0.3, 0.9);
    }

    [Fact]
    public void A_video_has_one_label() =>
        FluentActions.Invoking(() => LabelledVideo.Group(["a", "b", "a"], new([0, 0, 0], [false, true, true])))
            .Should().Throw<EvaluationException>().WithMessage("*'a'*one label*");

    [Fact]
    public void Names_are_as_many_as_frames() =>
        FluentActions.Invoking(() => LabelledVideo.Group(["a"], new([0, 0], [false, true]))).Should().Throw<EvaluationException>();

    [Fact]
    public void A_video_that_cannot_be_scored_is_named() =>
        FluentActions.Invoking(() => LabelledVideo.Join([new("clip", [], true), new("other", [0.5], false)]))
            .Should().Throw<EvaluationException>().WithMessage("*'clip'*no frame*");
}
