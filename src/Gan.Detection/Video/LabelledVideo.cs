using Gan.Evaluation;

namespace Gan.Detection;

/// <summary>A video that is known to be real or fake, as a detector sees it.</summary>
/// <param name="Name">What a person calls it, such as the folder of its frames.</param>
/// <param name="Frames">Each frame's probability of being fake, in the order of the video; at least one.</param>
/// <param name="IsFake">Whether the video is fake.</param>
public sealed record LabelledVideo(string Name, IReadOnlyList<double> Frames, bool IsFake)
{
    /// <summary>Sorts labelled frames into their videos.</summary>
    /// <param name="names">For each frame the video that it belongs to; the frames of a video are in its order.</param>
    /// <param name="frames">Each frame's probability and label.</param>
    /// <returns>The videos, in the order in which each first appears.</returns>
    /// <exception cref="EvaluationException">There are not as many names as frames, or a video has frames of both labels.</exception>
    public static IReadOnlyList<LabelledVideo> Group(IReadOnlyList<string> names, LabelledScores frames)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(frames);
        if (names.Count != frames.Count)
        {
            throw new EvaluationException($"There are {names.Count} names of videos and {frames.Count} frames; give each frame its video.");
        }

        return [.. Enumerable.Range(0, frames.Count).GroupBy(i => names[i], StringComparer.Ordinal).Select(video => Join(video.Key, [.. video], frames))];
    }

    /// <summary>Joins each video's frames, so that what measures a detector counts videos, never frames.</summary>
    /// <param name="videos">At least one real and one fake video.</param>
    /// <param name="aggregation">How frames are joined. The default value is the mean.</param>
    /// <param name="topK">
    /// How many frames <see cref="FrameAggregation.TopKMean"/> takes. The default value is <see cref="VideoScore.DefaultTopK"/>.
    /// </param>
    /// <returns>
    /// One score a video, for <see cref="RocCurve"/>, <see cref="ConfusionMatrix"/>, <see cref="Bootstrap"/> and the others.
    /// </returns>
    /// <exception cref="EvaluationException">
    /// A video has no frame or one that is no probability, or one of the classes has no video.
    /// </exception>
    public static LabelledScores Join(
        IReadOnlyList<LabelledVideo> videos, FrameAggregation aggregation = FrameAggregation.Mean, int topK = VideoScore.DefaultTopK)
    {
        ArgumentNullException.ThrowIfNull(videos);
        return new LabelledScores([.. videos.Select(video => Score(video, aggregation, topK))], [.. videos.Select(video => video.IsFake)]);
    }

    private static LabelledVideo Join(string name, int[] frames, LabelledScores all)
    {
        bool isFake = all.IsFake[frames[0]];
        return frames.All(i => all.IsFake[i] == isFake)
            ? new LabelledVideo(name, [.. frames.Select(i => all.Scores[i])], isFake)
            : throw new EvaluationException($"The video '{name}' has frames that are labelled real and frames that are labelled fake; a video has one label.");
    }

    private static double Score(LabelledVideo video, FrameAggregation aggregation, int topK)
    {
        try
        {
            return VideoScore.Join(video.Frames, aggregation, topK);
        }
        catch (EvaluationException failure)
        {
            throw new EvaluationException($"The video '{video.Name}': {failure.Message}", failure);
        }
    }
}
