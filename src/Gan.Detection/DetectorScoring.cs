using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>Calibrated probabilities that pictures are generated, from any detector.</summary>
public static class DetectorScoring
{
    /// <summary>Scores one picture.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="pixels">
    /// Its bytes, channel by channel and row by row (CHW), of the detector's shape; <c>RgbImage.FitTo</c> makes them.
    /// </param>
    /// <returns>The probability that it is generated, 0 to 1.</returns>
    /// <exception cref="ArgumentException">The number of bytes is that of another shape.</exception>
    public static double Score(this IFakeDetector detector, ReadOnlySpan<byte> pixels)
    {
        ImageShape shape = detector.ImageShape;
        if (pixels.Length != shape.ValueCount)
        {
            throw new ArgumentException($"A picture of {shape} has {shape.ValueCount} bytes; {pixels.Length} were given.", nameof(pixels));
        }

        TorchRuntime.EnsureLoaded();
        using torch.Tensor bytes = torch.empty([1, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte);
        pixels.CopyTo(bytes.bytes);
        return detector.Calibration.Probability(detector.Logits(bytes)[0]);
    }

    /// <summary>Scores one picture or a batch.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="images">
    /// [C, H, W] or [N, C, H, W] of the detector's shape, on any device: uint8, or floating point in [−1, 1] as a generator returns it,
    /// which is rounded to bytes first, so that a picture has the same score before and after it is written to a file.
    /// </param>
    /// <returns>For each the probability that it is generated, 0 to 1.</returns>
    /// <exception cref="ArgumentException">The tensor is of another type or shape, or has values outside [−1, 1].</exception>
    public static double[] Score(this IFakeDetector detector, torch.Tensor images)
    {
        using torch.Tensor bytes = DetectorInput.ToBytes(images, detector.ImageShape);
        return Array.ConvertAll(detector.Logits(bytes), detector.Calibration.Probability);
    }

    /// <summary>Scores every picture of a data set, a few at a time; <c>ImageFolderDataset</c> reads a folder.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>For each the probability that it is generated, 0 to 1, in the order of the set.</returns>
    /// <exception cref="ArgumentException">The pictures have another shape.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double[] Score(this IFakeDetector detector, IImageDataset dataset, CancellationToken cancellationToken = default)
    {
        if (dataset.Shape != detector.ImageShape)
        {
            throw new ArgumentException($"This detector judges pictures of {detector.ImageShape}; those of '{dataset.Name}' are {dataset.Shape}.", nameof(dataset));
        }

        List<double> scores = [];
        foreach (torch.Tensor batch in PictureBytes.DatasetBatches(dataset, [.. Enumerable.Range(0, dataset.Count)]))
        {
            using (batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                scores.AddRange(Array.ConvertAll(detector.Logits(batch), detector.Calibration.Probability));
            }
        }

        return [.. scores];
    }
}
