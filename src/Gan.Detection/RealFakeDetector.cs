using System.Text.Json;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// A small network that tells generated pictures from real ones, and says with which probability. It knows the generators that it was
/// trained against; what it says of others is to be measured (<see cref="DetectorEvaluator"/>), not assumed.
/// </summary>
/// <remarks>
/// The file is in the safetensors format, with PyTorch's names and layouts, and tells everything: options, what the detector was trained
/// with, calibration, and hashes of the real pictures, so that a test can leave out those that it has seen.
/// </remarks>
/// <example>
/// <code>
/// using GanGenerator generator = GanGenerator.Load("runs/dogs/generator.safetensors");
/// using RealFakeDetector detector = RealFakeDetector.Train(
///     dogs, [new FakeSource("dogs", generator)], distortions: DetectorDistortions.Training);   // of Gan.Reports
/// detector.Save("detector.safetensors");
/// double probability = detector.Score(ImageFile.Read("dog.jpg").FitTo(detector.ImageShape));
/// </code>
/// </example>
/// <threadsafety>After training, an instance may score from any thread, one at a time.</threadsafety>
public sealed class RealFakeDetector : IFakeDetector, IDisposable
{
    private const int LongestSide = 512;

    private const string Kind = "detector";
    private const string DescriptionKey = "gan.detector";
    private const string SeenName = "seen_pictures";

    private readonly DetectorNetwork _network;
    private readonly torch.Device _device;
    private readonly HashSet<long> _seen;

    private RealFakeDetector(
        DetectorNetwork network, torch.Device device, DetectorOptions options, DetectorDescription description, IEnumerable<long> seen)
    {
        _network = network;
        _device = device;
        _seen = [.. seen];
        Options = options;
        Description = description;
        _network.eval();
    }

    /// <summary>How it was built and trained.</summary>
    public DetectorOptions Options { get; }

    /// <summary>What it was trained with, and what came of it.</summary>
    public DetectorDescription Description { get; }

    /// <inheritdoc/>
    public string Name => string.IsNullOrWhiteSpace(Options.Name)
        ? $"detector of {string.Join(" + ", Description.Generators.Select(generator => generator.Name))}"
        : Options.Name;

    /// <inheritdoc/>
    public ImageShape ImageShape => Description.ImageShape;

    /// <inheritdoc/>
    public DetectorCalibration Calibration => Description.Calibration;

    /// <summary>Trains a detector: minutes on two CPU cores for 5,000 pictures of 3×32×32.</summary>
    /// <remarks>
    /// <b>Give it distortions</b> unless every picture that it will judge is as it left its generator or its camera. They are not the
    /// default, since this package knows no JPEG. Without them the detector learns from pictures as they are, and is worth less on pictures
    /// that were saved again, blurred or resized. Validation does not show it, since nothing is distorted there either; only
    /// <see cref="DetectorEvaluator.Evaluate"/> with distortions does. <see cref="DetectorDescription.Distortions"/> tells what a file was
    /// trained with, and everything that is documented of this library's detectors was measured with <c>DetectorDistortions.Training</c>.
    /// </remarks>
    /// <param name="real">
    /// Real pictures to learn from, at least 20, of sides of at most 512 pixels. Keep those that the detector will be judged by out of it.
    /// </param>
    /// <param name="generators">What fakes are made with, as many of each, together as many as there are real pictures.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="device">Where. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <param name="distortions">
    /// What pictures of both classes undergo at random in training, so that the detector bears it, and in validation:
    /// <c>DetectorDistortions.Training</c> of Gan.Reports is what the documented detectors learnt with. Null for nothing: see the remarks.
    /// </param>
    /// <param name="groups">
    /// A number for each real picture; pictures of one number, such as the frames of a video, are either all trained on or none. Copies of
    /// one picture are always kept together. Null when pictures have nothing to do with each other.
    /// </param>
    /// <param name="progress">Told after every epoch; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>The detector, calibrated; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">
    /// Options, pictures and generators do not fit together; every problem is listed.
    /// </exception>
    /// <exception cref="GanDataException">The real pictures cannot be split, since all are the same or one group.</exception>
    /// <exception cref="TrainingDivergedException">The loss is no longer a finite number.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device does not work.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static RealFakeDetector Train(
        IImageDataset real,
        IReadOnlyList<FakeSource> generators,
        DetectorOptions? options = null,
        ComputeDevice device = default,
        IReadOnlyList<PictureDistortion>? distortions = null,
        IReadOnlyList<long>? groups = null,
        IProgress<DetectorProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        DetectorOptions chosen = options ?? new DetectorOptions();
        GanConfigurationException.ThrowIfAny("The detector", Problems(real, generators, chosen, groups));
        torch.Device target = device.Resolve();
        using DetectorData data = DetectorData.Make(real, generators, chosen, groups, cancellationToken);
        DetectorNetwork network = new(chosen, real.Shape, RandomSeeds.Derive(chosen.Seed, "detector weights"));
        try
        {
            network.to(target);
            using DetectorTraining training = new(network, chosen, target, distortions ?? []);
            TrainedWeights trained = training.Run(data.Training, data.Validation, progress, cancellationToken);
            DetectorDescription description = new DetectorDescription
            {
                ImageShape = real.Shape,
                Calibration = DetectorCalibration.Fit(trained.ValidationLogits),
                Real = DatasetDescription.Of(real),
                Generators = [.. generators.Select(source => new FakeSourceDescription(source.Name, source.Fingerprint))],
                Distortions = [.. (distortions ?? []).Select(distortion => distortion.Name)],
                TrainingReal = data.Training.IsFake.Count(fake => !fake),
                TrainingFakes = data.Training.IsFake.Count(fake => fake),
                ValidationReal = data.Validation.IsFake.Count(fake => !fake),
                ValidationFakes = data.Validation.IsFake.Count(fake => fake),
                Epochs = trained.Epochs,
                BestEpoch = trained.BestEpoch,
                ValidationAuc = RocCurve.Compute(trained.ValidationLogits).AreaUnderCurve,
                Environment = RunEnvironment.Of(target, Precision.Float32),
            };
            return new RealFakeDetector(network, target, chosen, description, data.RealIdentities);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Loads a detector.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it goes. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <returns>The detector; the caller disposes it.</returns>
    /// <exception cref="GanFileException">The file is missing, damaged or of another kind.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device does not work.</exception>
    public static RealFakeDetector Load(string path, ComputeDevice device = default)
    {
        torch.Device target = device.Resolve();
        using TensorFile file = TensorFile.Read(path);
        ModelFile.RequireKind(file, Kind);
        DetectorOptions options = ModelFile.ReadJson<DetectorOptions>(file, ModelFile.OptionsKey, "options", DetectorJsonContext.Default);
        DetectorDescription description = ModelFile.ReadJson<DetectorDescription>(
            file, DescriptionKey, "a description", DetectorJsonContext.Default);
        ModelFile.RequireValid(file, options.Validate().Concat(Problems(description)));
        Dictionary<string, torch.Tensor> weights = file.Tensors.Where(tensor => tensor.Key != SeenName).ToDictionary();
        if (!file.Tensors.TryGetValue(SeenName, out torch.Tensor? seen) || seen.dtype != torch.ScalarType.Int64)
        {
            throw GanFileException.Damaged(file.Name, "it does not tell which pictures the detector has seen");
        }

        DetectorNetwork network = new(options, description.ImageShape, seed: 0);
        ModelFile.FillOrDispose(network, network, weights, file.Name);
        network.to(target);
        return new RealFakeDetector(network, target, options, description, seen.data<long>().ToArray());
    }

    /// <summary>Saves the detector. The path holds either what it held before or all of the new file.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="GanFileException">The system refuses.</exception>
    public void Save(string path)
    {
        using torch.Tensor managed = torch.tensor(_seen.Order().ToArray());
        Dictionary<string, torch.Tensor> tensors = new(ModuleState.Capture(_network)) { [SeenName] = managed };
        ModuleState.RequireFinite(tensors, path);
        TensorFile.Write(
            path,
            tensors,
            new Dictionary<string, string>
            {
                [ModelFile.KindKey] = Kind,
                [ModelFile.OptionsKey] = JsonSerializer.Serialize(Options, DetectorJsonContext.Default.DetectorOptions),
                [DescriptionKey] = JsonSerializer.Serialize(Description, DetectorJsonContext.Default.DetectorDescription),
            });
    }

    /// <inheritdoc/>
    public double[] Logits(torch.Tensor bytes)
    {
        DetectorInput.RequireBytes(bytes, ImageShape);
        return DetectorTraining.Judge(_network, bytes, _device);
    }

    /// <inheritdoc/>
    public bool HasSeen(ReadOnlySpan<byte> pixels) => _seen.Contains(PictureIdentity.Of(pixels));

    /// <inheritdoc/>
    public bool HasSeen(FakeSource source) => Description.Generators.Any(generator => generator.Fingerprint == source.Fingerprint);

    /// <summary>Disposes the network.</summary>
    public void Dispose() => _network.Dispose();

    private static IEnumerable<string> Problems(
        IImageDataset real, IReadOnlyList<FakeSource> generators, DetectorOptions options, IReadOnlyList<long>? groups)
    {
        foreach (string problem in options.Validate().Concat(FakeSource.Problems(generators, real.Shape)))
        {
            yield return problem;
        }

        if (Math.Max(real.Shape.Height, real.Shape.Width) > LongestSide)
        {
            yield return $"the pictures of '{real.Name}' are {real.Shape}; sides of at most {LongestSide} are judged. Resize them.";
        }

        if (real.Count < DetectorOptions.FewestPictures)
        {
            yield return $"'{real.Name}' has {real.Count} pictures; at least {DetectorOptions.FewestPictures} are needed.";
        }

        if (groups is not null && groups.Count != real.Count)
        {
            yield return $"'{real.Name}' has {real.Count} pictures, and {groups.Count} groups are given; give one a picture.";
        }
    }

    private static IEnumerable<string> Problems(DetectorDescription description)
    {
        (int channels, int height, int width) = description.ImageShape;
        if (channels < 1 || height is < 1 or > LongestSide || width is < 1 or > LongestSide)
        {
            yield return $"the picture shape is {description.ImageShape}; it needs a channel, and sides of 1 to {LongestSide}.";
        }

        if (description.Calibration.Temperature is not (> 0 and < double.PositiveInfinity))
        {
            yield return $"the temperature is {description.Calibration.Temperature}; it must be above 0.";
        }
    }
}
