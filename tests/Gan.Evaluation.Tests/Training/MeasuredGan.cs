using TorchSharp;

namespace Gan.Evaluation.Tests.Training;

/// <summary>A GAN of pictures just large enough to be measured: 6 epochs of 4 steps, measured every 2 epochs.</summary>
internal static class MeasuredGan
{
    public static readonly ImageShape Shape = new(3, 16, 16);

    public static readonly ImageDataset Training = SyntheticImages.Create(40, Shape, seed: 1);

    public static readonly ImageDataset HeldOut = SyntheticImages.Create(24, Shape, seed: 2);

    public static readonly TrainingEvaluationOptions Options = new() { Every = 2, Metric = EvaluationMetric.FrechetDistance };

    public static GanBuilder Builder(IAdversarialLoss? loss = null) => new GanBuilder()
        .WithGenerator(new UpsamplingGeneratorOptions { Latent = new LatentSpace(6), ImageShape = Shape, Channels = [8, 4] })
        .WithDiscriminator(new ConvDiscriminatorOptions { ImageShape = Shape, Channels = [8, 4], Halvings = 1 })
        .WithLoss(loss ?? AdversarialLosses.BinaryCrossEntropy)
        .OnDevice(ComputeDevice.Cpu)
        .WithOptions(options => options with { Epochs = 6, BatchSize = 10, Seed = 5, StepsPerTick = 2 });

    /// <summary>Features that are the same whatever the pictures are, so that nothing ever improves.</summary>
    public static IFeatureExtractor Unmoved() =>
        new StubFeatures(count => SeededTensors.Normal(new SeededRandom(1), count, 4).to(torch.ScalarType.Float32));

    /// <summary>Features that are no numbers.</summary>
    public static IFeatureExtractor Broken() => new StubFeatures(count => torch.full([count, 4], float.NaN));

    private sealed class StubFeatures(Func<long, torch.Tensor> make) : IFeatureExtractor
    {
        public string Name => "stub, \"quoted\" (of 4)";

        public string Fingerprint => "00ff";

        public int Size => 4;

        public torch.Tensor Extract(torch.Tensor bytes)
        {
            using var scope = torch.NewDisposeScope();
            return make(bytes.shape[0]).MoveToOuterDisposeScope();
        }

        public void Dispose()
        {
        }
    }
}
