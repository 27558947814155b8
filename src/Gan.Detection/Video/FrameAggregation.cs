namespace Gan.Detection;

/// <summary>How the probabilities of a video's frames become one.</summary>
public enum FrameAggregation
{
    /// <summary>The mean of all frames, as benchmarks of deep fakes do (DeepfakeBench; Yan et al. 2023).</summary>
    Mean,

    /// <summary>The median: a few frames gone wrong do not count.</summary>
    Median,

    /// <summary>
    /// The mean of the k most suspicious frames: for videos of which only a part is fake. It calls more real videos fake.
    /// </summary>
    TopKMean,

    /// <summary>
    /// What won the Deepfake Detection Challenge (2020): the mean of the frames above 0.8 if they are more than 11 and more than 2 in 5;
    /// else of those below 0.2 if they are more than 9 in 10; else of all.
    /// </summary>
    ConfidentMean,
}
