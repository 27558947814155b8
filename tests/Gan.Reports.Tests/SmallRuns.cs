using Gan.Evaluation;

namespace Gan.Reports.Tests;

/// <summary>Runs that take a second, and what they are measured with.</summary>
internal static class SmallRuns
{
    public static readonly ImageShape Shape = new(3, 16, 16);

    public static readonly ImageDataset Training = SyntheticImages.Create(40, Shape, seed: 1);

    public static readonly ImageDataset HeldOut = SyntheticImages.Create(24, Shape, seed: 2);

    public static GanBuilder Builder(int epochs = 3) => new GanBuilder()
        .WithGenerator(new UpsamplingGeneratorOptions { Latent = new LatentSpace(6), ImageShape = Shape, Channels = [8, 4] })
        .WithDiscriminator(new ConvDiscriminatorOptions { ImageShape = Shape, Channels = [8, 4], Halvings = 1 })
        .OnDevice(ComputeDevice.Cpu)
        .WithOptions(options => options with { Epochs = epochs, BatchSize = 10, Seed = 5, StepsPerTick = 2 });

    public static GanBuilder Measured(this GanBuilder builder, int every = 1) =>
        builder.WithEvaluation(HeldOut, new TrainingEvaluationOptions { Every = every, Metric = EvaluationMetric.FrechetDistance });

    /// <summary>The same pictures under another name.</summary>
    public static ImageDataset Named(string name) => new(
        name, Shape, [.. Enumerable.Range(0, Training.Count).SelectMany(i => Pixels(i))], new int[Training.Count], ["one"]);

    private static byte[] Pixels(int index)
    {
        byte[] pixels = new byte[Shape.ValueCount];
        Training.CopyImage(index, pixels);
        return pixels;
    }
}
