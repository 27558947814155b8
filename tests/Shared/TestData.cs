namespace Gan.Tests;

/// <summary>Pictures and networks so small that a training step takes a millisecond.</summary>
internal static class TestData
{
    public static readonly ImageShape Shape = new(3, 8, 8);

    public static readonly LatentSpace Latent = new(6);

    public static readonly TransposedConvGeneratorOptions Transposed = new() { Latent = Latent, ImageShape = Shape, Channels = [8, 4] };

    public static readonly UpsamplingGeneratorOptions Upsampling = new() { Latent = Latent, ImageShape = Shape, Channels = [8, 4] };

    public static readonly ConvDiscriminatorOptions Discriminator = new() { ImageShape = Shape, Channels = [8, 4], Halvings = 1 };

    /// <summary>Pictures of noise, the same each time; picture i has label i modulo the number of classes.</summary>
    public static ImageDataset Pictures(int count = 10, int classes = 1, ImageShape? shape = null, long seed = 1)
    {
        ImageShape size = shape ?? Shape;
        SeededRandom random = new(seed);
        byte[] pixels = new byte[count * size.ValueCount];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt(256);
        }

        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        return new ImageDataset("noise", size, pixels, labels, [.. Enumerable.Range(0, classes).Select(i => $"class {i}")]);
    }

    /// <summary>A GAN with dropout and batch normalisation: 3 epochs of 2 steps on 10 pictures.</summary>
    public static GanBuilder Gan() => new GanBuilder()
        .WithGenerator(Transposed)
        .WithDiscriminator(Discriminator)
        .OnDevice(ComputeDevice.Cpu)
        .WithEpochs(3)
        .WithBatchSize(4)
        .WithSeed(5);
}
