using Gan.Core.ModelFiles;
using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// Judges detectors by pictures that they have not seen: real ones that were held out, and fakes of latent vectors that no training uses,
/// rounded to bytes as the real ones are.
/// </summary>
public static class DetectorEvaluator
{
    private const int FewestPictures = 20;
    private const int ExamplesOfAClass = 8;

    /// <summary>Judges detectors by the same pictures.</summary>
    /// <param name="detectors">At least one.</param>
    /// <param name="real">Real pictures that were held out of training. Those that a detector has seen are left out, and counted.</param>
    /// <param name="generators">
    /// What fakes are made with, as many of each as there are real pictures. Generators that a detector has not seen say what it is worth
    /// elsewhere.
    /// </param>
    /// <param name="distortions">The robustness grid; null for none.</param>
    /// <param name="seed">The seed of latent vectors and of what is random in distortions. The default value is 0.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    /// <returns>The numbers, without controls.</returns>
    /// <exception cref="GanConfigurationException">
    /// Detectors, pictures and generators do not fit together; every problem is listed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static DetectionReport Evaluate(
        IReadOnlyList<IFakeDetector> detectors,
        IImageDataset real,
        IReadOnlyList<FakeSource> generators,
        IReadOnlyList<PictureDistortion>? distortions = null,
        long seed = 0,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<PictureDistortion> grid = distortions ?? [];
        int[] unseen = Unseen(detectors, real);
        GanConfigurationException.ThrowIfAny("The test", Problems(detectors, real, generators, unseen.Length));
        TorchRuntime.EnsureLoaded();
        EvaluationStages stages = new(1 + generators.Count + grid.Count, progress, cancellationToken);
        stages.Begin("real pictures");
        using var scope = torch.NewDisposeScope();
        torch.Tensor realBytes = PictureBytes.Load(real, unseen);
        double[][] realLogits = [.. detectors.Select(detector => detector.Logits(realBytes))];

        List<torch.Tensor> mixed = [];
        List<string> origins = [.. Enumerable.Repeat(real.Name, unseen.Length)];
        List<double>[] mixedLogits = [.. detectors.Select(_ => new List<double>())];
        List<SourceScores>[] bySource = [.. detectors.Select(_ => new List<SourceScores>())];
        for (int i = 0; i < generators.Count; i++)
        {
            FakeSource source = generators[i];
            stages.Begin(source.Name);
            torch.Tensor fakes = source.Sample(unseen.Length, DetectionSplit.Test, seed, cancellationToken);

            // Against all together there are as many fakes as real pictures, so that probabilities and precision keep their meaning.
            int share = (unseen.Length / generators.Count) + (i < unseen.Length % generators.Count ? 1 : 0);
            mixed.Add(fakes.narrow(0, 0, share));
            origins.AddRange(Enumerable.Repeat(source.Name, share));
            for (int d = 0; d < detectors.Count; d++)
            {
                double[] logits = detectors[d].Logits(fakes);
                mixedLogits[d].AddRange(logits[..share]);
                bySource[d].Add(new SourceScores
                {
                    Source = source.Name,
                    IsSeen = detectors[d].HasSeen(source),
                    Scores = DetectionScores.Compute(LabelledScores.Of(realLogits[d], logits), detectors[d].Calibration),
                });
            }
        }

        using LabelledPictures all = LabelledPictures.Join(realBytes, torch.cat(mixed));
        List<DistortionScores>[] byDistortion = [.. detectors.Select(_ => new List<DistortionScores>())];
        foreach (PictureDistortion distortion in grid)
        {
            stages.Begin(distortion.Name);
            using LabelledPictures distorted = all.Distorted(distortion, RandomSeeds.Derive(seed, "distorted test"));
            for (int d = 0; d < detectors.Count; d++)
            {
                byDistortion[d].Add(new DistortionScores
                {
                    Distortion = distortion.Name,
                    Scores = DetectionScores.Compute(new LabelledScores(detectors[d].Logits(distorted.Bytes), distorted.IsFake), detectors[d].Calibration),
                });
            }
        }

        stages.End();
        return new DetectionReport
        {
            Real = DatasetDescription.Of(real),
            RealCount = unseen.Length,
            LeftOut = real.Count - unseen.Length,
            Sources = [.. generators.Select(source => new FakeSourceDescription(source.Name, source.Fingerprint))],
            Seed = seed,
            Detectors = [.. detectors.Select((detector, d) => Report(
                detector, LabelledScores.Of(realLogits[d], mixedLogits[d]), bySource[d], byDistortion[d], all, origins))],
            Controls = [],
        };
    }

    private static DetectorReport Report(
        IFakeDetector detector,
        LabelledScores logits,
        IReadOnlyList<SourceScores> bySource,
        IReadOnlyList<DistortionScores> byDistortion,
        LabelledPictures pictures,
        List<string> origins)
    {
        int[] rising = [.. Enumerable.Range(0, logits.Count).OrderBy(i => logits.Scores[i])];
        return new DetectorReport
        {
            Name = detector.Name,
            Description = (detector as RealFakeDetector)?.Description,
            Calibration = detector.Calibration,
            Overall = DetectionScores.Compute(logits, detector.Calibration),
            Sources = bySource,
            Distortions = byDistortion,
            Reliability = ReliabilityDiagram.Compute(new TemperatureScaling(detector.Calibration.Temperature).Apply(logits)).Bins,
            MostSuspicious = Examples(rising.Reverse()),
            LeastSuspicious = Examples(rising),
            Logits = logits,
        };

        IReadOnlyList<DetectionExample> Examples(IEnumerable<int> order) =>
        [
            .. order.Where(i => !logits.IsFake[i]).Take(ExamplesOfAClass).Concat(order.Where(i => logits.IsFake[i]).Take(ExamplesOfAClass))
                .Select(i => new DetectionExample
                {
                    IsFake = logits.IsFake[i],
                    Source = origins[i],
                    Probability = detector.Calibration.Probability(logits.Scores[i]),
                    Pixels = pictures.Pixels(i),
                }),
        ];
    }

    private static int[] Unseen(IReadOnlyList<IFakeDetector> detectors, IImageDataset real)
    {
        byte[] pixels = new byte[real.Shape.ValueCount];
        List<int> unseen = [];
        for (int i = 0; i < real.Count; i++)
        {
            real.CopyImage(i, pixels);
            if (!detectors.Any(detector => detector.HasSeen(pixels)))
            {
                unseen.Add(i);
            }
        }

        return [.. unseen];
    }

    private static IEnumerable<string> Problems(
        IReadOnlyList<IFakeDetector> detectors, IImageDataset real, IReadOnlyList<FakeSource> generators, int unseen)
    {
        if (detectors.Count == 0)
        {
            yield return "there is no detector; name at least one.";
        }

        foreach (IFakeDetector detector in detectors.Where(detector => detector.ImageShape != real.Shape))
        {
            yield return $"'{detector.Name}' judges pictures of {detector.ImageShape}, and those of '{real.Name}' are {real.Shape}.";
        }

        if (unseen < FewestPictures)
        {
            yield return unseen == real.Count
                ? $"'{real.Name}' has {real.Count} pictures; at least {FewestPictures} are needed."
                : $"of the {real.Count} pictures of '{real.Name}' the detectors were trained with {real.Count - unseen}, and at least "
                    + $"{FewestPictures} others are needed; name pictures that were held out of training.";
        }

        foreach (string problem in FakeSource.Problems(generators, real.Shape))
        {
            yield return problem;
        }
    }
}
