using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// Three experiments in which there is nothing to find. They use the pictures and the network of the real experiment; one that finds
/// something shows that its good numbers come from elsewhere than the pictures' content.
/// </summary>
public static class DetectionControls
{
    /// <summary>The most pictures of each class that controls use when no number is given.</summary>
    /// <value>1,000.</value>
    public const int DefaultPictures = 1000;

    private const int Epochs = 4;

    /// <summary>Runs the controls; two of them train a detector for a few epochs.</summary>
    /// <param name="training">The real pictures that detectors are trained with.</param>
    /// <param name="test">The real pictures that they are judged by.</param>
    /// <param name="generators">What fakes are made with.</param>
    /// <param name="options">The network and how it is trained; null for the defaults. Controls train for 4 epochs.</param>
    /// <param name="device">Where. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <param name="maxPictures">The most pictures of each class, at least 40. The default value is <see cref="DefaultPictures"/>.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>Shuffled labels, real against real, and format only.</returns>
    /// <exception cref="GanConfigurationException">Pictures and generators do not fit together; every problem is listed.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<ControlResult> Run(
        IImageDataset training,
        IImageDataset test,
        IReadOnlyList<FakeSource> generators,
        DetectorOptions? options = null,
        ComputeDevice device = default,
        int maxPictures = DefaultPictures,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        DetectorOptions chosen = (options ?? new DetectorOptions()) with { Epochs = Epochs, Patience = Epochs, MaxPictures = Math.Min(maxPictures, training.Count) };
        GanConfigurationException.ThrowIfAny("The controls", Problems(training, test, generators, maxPictures).Concat(chosen.Validate()));
        torch.Device target = device.Resolve();
        EvaluationStages stages = new(3, progress, cancellationToken);
        using DetectorData data = DetectorData.Make(training, generators, chosen, groups: null, cancellationToken);
        int count = Math.Min(test.Count, maxPictures);
        using torch.Tensor realTest = PictureBytes.Load(test, count, chosen.Seed);
        using torch.Tensor fakeTest = FakeSource.SampleAll(generators, count, DetectionSplit.Test, chosen.Seed, cancellationToken);

        stages.Begin("control: shuffled labels");
        ControlResult shuffled = ShuffledLabels(data, realTest, fakeTest, chosen, target, cancellationToken);
        stages.Begin("control: real against real");
        ControlResult real = RealAgainstReal(training, realTest, chosen, target, cancellationToken);
        stages.Begin("control: format only");
        ControlResult format = FormatOnly(data.Training, realTest, fakeTest);
        stages.End();
        return [shuffled, real, format];
    }

    // A label is a coin that is tossed for what a picture shows: a picture that is in training and in the test has the same in both, and
    // learning it by heart would show.
    private static ControlResult ShuffledLabels(
        DetectorData data, torch.Tensor realTest, torch.Tensor fakeTest, DetectorOptions options, torch.Device device, CancellationToken cancellationToken)
    {
        using LabelledPictures test = LabelledPictures.Join(realTest, fakeTest), labelledTest = test.WithRandomLabels(options.Seed);
        using LabelledPictures training = data.Training.WithRandomLabels(options.Seed), validation = data.Validation.WithRandomLabels(options.Seed);
        return new ControlResult
        {
            Name = "shuffled labels",
            Meaning = "pictures of the test were learnt by heart: training and test share some",
            Auc = TrainAndJudge(training, validation, labelledTest, options, device, cancellationToken),
            Count = labelledTest.Count,
        };
    }

    private static ControlResult RealAgainstReal(
        IImageDataset training, torch.Tensor realTest, DetectorOptions options, torch.Device device, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        int count = (int)Math.Min(realTest.shape[0], training.Count), fit = count * 2 / 5, decide = count / 10;
        torch.Tensor first = Shuffled(PictureBytes.Load(training, count, options.Seed), options.Seed);
        torch.Tensor second = Shuffled(realTest, options.Seed + 1);
        using LabelledPictures fitted = Part(0, fit), deciding = Part(fit, decide), judged = Part(fit + decide, count - fit - decide);
        return new ControlResult
        {
            Name = "real against real",
            Meaning = "the held-out pictures differ from the training pictures by more than chance",
            Auc = TrainAndJudge(fitted, deciding, judged, options, device, cancellationToken),
            Count = judged.Count,
        };

        LabelledPictures Part(int start, int length) => LabelledPictures.Join(first.narrow(0, start, length), second.narrow(0, start, length));
    }

    private static ControlResult FormatOnly(LabelledPictures training, torch.Tensor realTest, torch.Tensor fakeTest)
    {
        using var scope = torch.NewDisposeScope();
        long real = training.IsFake.Count(fake => !fake);
        return new ControlResult
        {
            Name = "format only",
            Meaning = "the classes differ in the remainders of their values: they were rounded differently",
            Auc = FormatOnlyClassifier.Auc(
                training.Bytes.narrow(0, 0, real), training.Bytes.narrow(0, real, training.Count - real), realTest, fakeTest),
            Count = (int)(realTest.shape[0] + fakeTest.shape[0]),
        };
    }

    private static double TrainAndJudge(
        LabelledPictures training,
        LabelledPictures validation,
        LabelledPictures test,
        DetectorOptions options,
        torch.Device device,
        CancellationToken cancellationToken)
    {
        long[] shape = test.Bytes.shape;
        using DetectorNetwork network = new(
            options, new ImageShape((int)shape[1], (int)shape[2], (int)shape[3]), RandomSeeds.Derive(options.Seed, "control weights"));
        network.to(device);
        using DetectorTraining trainer = new(network, options, device, []);
        trainer.Run(training, validation, progress: null, cancellationToken);
        return RocCurve.Compute(new LabelledScores(DetectorTraining.Judge(network, test.Bytes, device), test.IsFake)).AreaUnderCurve;
    }

    private static torch.Tensor Shuffled(torch.Tensor pictures, long seed)
    {
        long[] order = [.. Enumerable.Range(0, (int)pictures.shape[0]).Select(i => (long)i)];
        new SeededRandom(RandomSeeds.Derive(seed, "control order")).Shuffle<long>(order);
        using torch.Tensor indices = torch.tensor(order);
        return pictures.index_select(0, indices);
    }

    private static IEnumerable<string> Problems(IImageDataset training, IImageDataset test, IReadOnlyList<FakeSource> generators, int maxPictures)
    {
        const int Fewest = 40;
        if (training.Shape != test.Shape)
        {
            yield return $"the pictures of '{training.Name}' are {training.Shape}, and those of '{test.Name}' {test.Shape}.";
        }

        foreach (IImageDataset dataset in new[] { training, test }.Where(dataset => dataset.Count < Fewest))
        {
            yield return $"'{dataset.Name}' has {dataset.Count} pictures; at least {Fewest} are needed.";
        }

        if (maxPictures < Fewest)
        {
            yield return $"the pictures are limited to {maxPictures}; at least {Fewest} are needed.";
        }

        foreach (string problem in FakeSource.Problems(generators, training.Shape))
        {
            yield return problem;
        }
    }
}
