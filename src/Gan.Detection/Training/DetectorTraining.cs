using System.Diagnostics;
using Gan.Core.ModelFiles;
using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// Trains a detector's network with log loss and Adam, and keeps the weights of the epoch that judged the validation pictures best.
/// </summary>
internal sealed class DetectorTraining : IDisposable
{
    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();

    private readonly DetectorNetwork _network;
    private readonly DetectorOptions _options;
    private readonly torch.Device _device;
    private readonly AdamOptimizer _optimizer;
    private readonly PictureAugmentation _augmentation;
    private readonly Dictionary<string, torch.Tensor> _best = [];

    /// <summary>Prepares.</summary>
    /// <param name="network">The network, on its device already; it stays the caller's.</param>
    /// <param name="options">How to train.</param>
    /// <param name="device">The network's device.</param>
    /// <param name="distortions">What training pictures may undergo.</param>
    public DetectorTraining(DetectorNetwork network, DetectorOptions options, torch.Device device, IReadOnlyList<PictureDistortion> distortions)
    {
        _network = network;
        _options = options;
        _device = device;
        _optimizer = new AdamOptimizer(network, options.Optimizer);
        _augmentation = new PictureAugmentation(options, distortions);
    }

    /// <summary>Trains; the network ends in inference mode with the best weights.</summary>
    /// <param name="training">What to learn from.</param>
    /// <param name="validation">What decides which weights are best; distorted once as training pictures are again and again.</param>
    /// <param name="progress">Told after every epoch.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="TrainingDivergedException">The loss is no longer a finite number.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public TrainedWeights Run(
        LabelledPictures training, LabelledPictures validation, IProgress<DetectorProgress>? progress, CancellationToken cancellationToken)
    {
        TorchRuntime.KeepFreedMemory();
        EpochSampler sampler = new(training.Count, Math.Min(_options.BatchSize, training.Count), _options.Seed);
        using LabelledPictures judged = validation.WithBytes(
            _augmentation.Distort(validation.Bytes, RandomSeeds.Derive(_options.Seed, "distorted validation")));
        double bestLoss = double.PositiveInfinity;
        int bestEpoch = 0, epoch = 0;
        LabelledScores? bestLogits = null;
        while (epoch < _options.Epochs && epoch - bestEpoch < _options.Patience)
        {
            long start = Stopwatch.GetTimestamp();
            _optimizer.SetLearningRate(LearningRate(epoch));
            double trainingLoss = TrainEpoch(training, sampler, epoch++, cancellationToken);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            RequireFinite(trainingLoss, epoch);
            LabelledScores logits = new(Judge(_network, judged.Bytes, _device), judged.IsFake);
            double loss = LogLoss.Compute(new TemperatureScaling(1).Apply(logits));
            bool isBest = loss < bestLoss;
            if (isBest)
            {
                (bestLoss, bestEpoch, bestLogits) = (loss, epoch, logits);
                Keep();
            }

            progress?.Report(new DetectorProgress
            {
                Epoch = epoch,
                Epochs = _options.Epochs,
                TrainingLoss = trainingLoss,
                ValidationLoss = loss,
                ValidationAuc = RocCurve.Compute(logits).AreaUnderCurve,
                IsBest = isBest,
                PicturesPerSecond = sampler.StepsPerEpoch * sampler.BatchSize / Math.Max(seconds, 1e-9),
            });
        }

        ModuleState.Load(_network, _best, "the best weights");
        return new TrainedWeights(epoch, bestEpoch, bestLogits!);
    }

    /// <summary>Computes logits in inference mode.</summary>
    /// <param name="network">The network; it stays in inference mode.</param>
    /// <param name="bytes">uint8 [N, C, H, W].</param>
    /// <param name="device">The network's device.</param>
    /// <returns>N logits.</returns>
    public static double[] Judge(DetectorNetwork network, torch.Tensor bytes, torch.Device device)
    {
        network.eval();
        using torch.Tensor logits = BatchedExtraction.Run(
            bytes, device, pictures => network.forward(PixelScaling.ToNetwork(pictures)));
        return Array.ConvertAll(logits.data<float>().ToArray(), logit => (double)logit);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (torch.Tensor copy in _best.Values)
        {
            copy.Dispose();
        }
    }

    private double TrainEpoch(LabelledPictures training, EpochSampler sampler, int epoch, CancellationToken cancellationToken)
    {
        _network.train();
        using var scope = torch.NewDisposeScope();
        using var withGradient = torch.enable_grad();
        torch.Tensor labels = torch.tensor(Array.ConvertAll(training.IsFake, fake => fake ? 1f : 0f));
        torch.Tensor sum = torch.zeros([], torch.ScalarType.Float32, _device);
        long[] order = sampler.Order(epoch);
        for (int step = 0; step < sampler.StepsPerEpoch; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stepScope = torch.NewDisposeScope();
            torch.Tensor indices = torch.tensor(order.AsSpan(step * sampler.BatchSize, sampler.BatchSize).ToArray());
            torch.Tensor bytes = _augmentation.Apply(
                training.Bytes.index_select(0, indices),
                RandomSeeds.Derive(_options.Seed, "detector step", ((long)epoch * sampler.StepsPerEpoch) + step));
            torch.Tensor logits = _network.forward(PixelScaling.ToNetwork(OnDevice(bytes)));
            torch.Tensor loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, OnDevice(labels.index_select(0, indices)));
            loss.backward();
            _optimizer.Step();
            sum.add_(loss.detach(), alpha: One);
        }

        return sum.item<float>() / sampler.StepsPerEpoch;
    }

    // From pageable memory the host would wait for what the device is doing.
    private torch.Tensor OnDevice(torch.Tensor host) =>
        _device.type == DeviceType.CUDA ? host.pin_memory().to(_device, non_blocking: true) : host;

    // Half a cosine (Loshchilov and Hutter 2017): at one size of step, what is said of validation pictures swings from epoch to epoch.
    private double LearningRate(int epoch) => _options.Optimizer.LearningRate * (1 + Math.Cos(Math.PI * epoch / _options.Epochs)) / 2;

    private void Keep()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in ModuleState.Capture(_network))
        {
            if (_best.TryGetValue(name, out torch.Tensor? copy))
            {
                copy.copy_(tensor);
            }
            else
            {
                _best[name] = tensor.detach().clone().DetachFromDisposeScope();
            }
        }
    }

    private static void RequireFinite(double loss, int epoch)
    {
        if (!double.IsFinite(loss))
        {
            throw new TrainingDivergedException(
                $"The detector's loss is {loss} in epoch {epoch}: lower {nameof(DetectorOptions)}.{nameof(DetectorOptions.Optimizer)}'s learning rate.");
        }
    }
}
