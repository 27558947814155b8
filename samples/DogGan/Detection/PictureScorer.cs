using Gan.Core;
using Gan.Detection;
using Gan.Imaging;
using TorchSharp;

namespace DogGan.Detection;

/// <summary>Reads pictures or videos, brings them to the shape that the detector judges, and scores them.</summary>
internal sealed class PictureScorer(RealFakeDetector detector, FrameAggregation? video)
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>
    /// Replaces folders by the pictures in them, at any depth and in the order of their names; a video's folder stays, and so does one without a
    /// picture.
    /// </summary>
    public static IEnumerable<string> Expand(IReadOnlyList<string> paths, bool asVideos)
    {
        foreach (string path in paths)
        {
            string[] pictures = asVideos || !Directory.Exists(path)
                ? []
                : Pictures(path);
            foreach (string picture in pictures.DefaultIfEmpty(path))
            {
                yield return picture;
            }
        }
    }

    /// <summary>Scores a picture or a video.</summary>
    /// <exception cref="GanDataException">It cannot be read.</exception>
    public PictureVerdict Score(string path)
    {
        if (video is not { } aggregation)
        {
            if (Directory.Exists(path))
            {
                throw new GanDataException($"'{path}' holds no PNG or JPEG picture.");
            }

            double probability = detector.Score(ImageFile.Read(path).FitTo(detector.ImageShape));
            return new PictureVerdict(path, probability, IsGenerated(probability));
        }

        List<double> frames = [];
        foreach (torch.Tensor batch in VideoFrames.ReadBatches(path, detector.ImageShape))
        {
            using (batch)
            {
                frames.AddRange(detector.Score(batch));
            }
        }

        VideoScore score = VideoScore.Of(frames, aggregation);
        return new PictureVerdict(path, score.Probability, IsGenerated(score.Probability), score.FrameCount, score.StretchInterval);
    }

    private static string[] Pictures(string folder)
    {
        EnumerationOptions visible = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder, "*", visible)
                    .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{folder}' cannot be listed: {error.Message}", error);
        }
    }

    private bool IsGenerated(double probability) => probability >= detector.Calibration.Threshold;
}
