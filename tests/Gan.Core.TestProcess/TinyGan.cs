namespace Gan.Core.TestProcess;

/// <summary>A GAN that trains in milliseconds, with dropout and batch normalisation: 3 epochs of 5 steps in ticks of 2, 2 and 1.</summary>
public static class TinyGan
{
    public const int Steps = 15;

    public static GanBuilder Builder(IAdversarialLoss? loss = null) => new GanBuilder()
        .WithGenerator(new UpsamplingGeneratorOptions { Latent = new LatentSpace(6), ImageShape = new ImageShape(3, 8, 8), Channels = [8, 4] })
        .WithDiscriminator(new ConvDiscriminatorOptions { ImageShape = new ImageShape(3, 8, 8), Channels = [8, 4], Halvings = 1 })
        .WithLoss(loss ?? AdversarialLosses.BinaryCrossEntropy)
        .OnDevice(ComputeDevice.Cpu)
        .WithOptions(options => options with { Epochs = 3, BatchSize = 4, Seed = 5, StepsPerTick = 2 });

    public static ImageDataset Pictures()
    {
        byte[] pixels = new byte[22 * 3 * 8 * 8];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)RandomSeeds.Derive(1, "tiny pictures", i);
        }

        return new ImageDataset("tiny", new ImageShape(3, 8, 8), pixels, new int[22], ["noise"]);
    }
}
