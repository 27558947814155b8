using Gan.Evaluation;

namespace Gan.Core;

/// <summary>Measuring a run while it trains.</summary>
public static class EvaluationExtensions
{
    /// <summary>
    /// Measures the generator every so many epochs against the training pictures, beside held-out ones: all metrics go to
    /// <c>evaluations.csv</c> in the folder given to <see cref="SaveExtensions.SaveTo"/>, if there is one. Says in words when training
    /// goes wrong, can keep the best generator, and can end the run when it no longer gets better. It changes no bit of what is trained.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="heldOut">Real pictures of the kind that is trained on, which training never sees; at least 20.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="extractors">
    /// The features to measure with, the most telling one first; they stay the caller's. Null for <see cref="RandomConvFeatures"/>.
    /// </param>
    /// <param name="progress">Told of each stage of a measurement, on the training thread; null for nobody.</param>
    /// <returns>The builder.</returns>
    /// <example>
    /// <code>
    /// .SaveTo("runs/dogs")
    /// .WithEvaluation(testDogs, new TrainingEvaluationOptions { Every = 5, KeepBest = true, Patience = 10 })
    /// </code>
    /// </example>
    public static GanBuilder WithEvaluation(
        this GanBuilder builder,
        IImageDataset heldOut,
        TrainingEvaluationOptions? options = null,
        IReadOnlyList<IFeatureExtractor>? extractors = null,
        IProgress<EvaluationProgress>? progress = null) =>
        builder.Observe(new EvaluationObserver(heldOut, options, extractors, progress));
}
