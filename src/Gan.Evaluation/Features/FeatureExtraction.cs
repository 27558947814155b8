using System.Globalization;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>Features of whole data sets and of generators, batch by batch: only the features are kept.</summary>
public static class FeatureExtraction
{
    /// <summary>Extracts the features of a data set, or of a choice of its pictures.</summary>
    /// <param name="extractor">The extractor.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="count">How many; null is all. Fewer than all are a choice that the seed fixes, in the order of the set.</param>
    /// <param name="seed">The seed of the choice. The default value is 0.</param>
    /// <param name="progress">Told after each batch how many pictures are done.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>The features, named after the data set; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1 or above the set's.</exception>
    /// <exception cref="EvaluationException">A feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Features ExtractFrom(
        this IFeatureExtractor extractor,
        IImageDataset dataset,
        int? count = null,
        long seed = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        Collect(
            extractor,
            PictureBytes.DatasetBatches(dataset, PictureBytes.Indices(dataset, count, seed)),
            dataset.Name,
            progress,
            cancellationToken);

    /// <summary>
    /// Makes pictures with a generator in inference mode, rounds them to bytes and extracts their features; the network returns to the mode
    /// it was in. Classes take turns.
    /// </summary>
    /// <param name="extractor">The extractor.</param>
    /// <param name="generator">The generator; its device is used.</param>
    /// <param name="count">How many pictures, at least 1.</param>
    /// <param name="seed">The seed of the latent vectors. The default value is 0.</param>
    /// <param name="progress">Told after each batch how many pictures are done.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>The features; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="EvaluationException">A feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Features ExtractFrom(
        this IFeatureExtractor extractor,
        IGenerator generator,
        int count,
        long seed = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        Collect(
            extractor,
            PictureBytes.GeneratorBatches(generator, count, seed),
            string.Create(CultureInfo.InvariantCulture, $"generated (seed {seed})"),
            progress,
            cancellationToken);

    /// <summary>Extracts the features of pictures that are there already.</summary>
    /// <param name="extractor">The extractor.</param>
    /// <param name="bytes">uint8 [N, C, H, W].</param>
    /// <param name="source">What a person calls the pictures.</param>
    /// <returns>The features; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">The tensor is of another type or shape than the extractor works on.</exception>
    /// <exception cref="EvaluationException">A feature is not finite.</exception>
    public static Features ExtractFrom(this IFeatureExtractor extractor, torch.Tensor bytes, string source)
    {
        using var scope = torch.NewDisposeScope();
        return new Features(extractor.Extract(bytes), extractor.Name, extractor.Fingerprint, source);
    }

    private static Features Collect(
        IFeatureExtractor extractor,
        IEnumerable<torch.Tensor> batches,
        string source,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> features = [];
        int done = 0;
        cancellationToken.ThrowIfCancellationRequested();
        foreach (torch.Tensor batch in batches)
        {
            using (batch)
            {
                features.Add(extractor.Extract(batch));
                progress?.Report(done += (int)batch.shape[0]);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        return new Features(torch.cat(features), extractor.Name, extractor.Fingerprint, source);
    }
}
