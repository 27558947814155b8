using Gan.Core;

namespace Gan.StepRace;

/// <summary>The multiplications and additions of a training step's convolutions and dense layers, as the library computes them.</summary>
internal static class Work
{
    /// <summary>Counts a step: two operations for each multiplication, nothing for normalisation, activations and the optimizer.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="discriminator">The discriminator.</param>
    /// <param name="batchSize">Pictures in a batch.</param>
    /// <returns>Floating-point operations.</returns>
    public static double OperationsInStep(GeneratorOptions generator, ConvDiscriminatorOptions discriminator, int batchSize)
    {
        double generate = Generator(generator);
        (double first, double others) = Discriminator(discriminator);

        // Each gradient of a layer, by its weights or by its input, costs as much as the layer itself. The generator's first layer has no
        // use for the gradient of its input (small, and counted all the same), and neither has the discriminator's for pictures.
        double generatorPasses = 3 * generate;
        double discriminatorPasses = 2 * ((2 * first) + (3 * others));
        double throughFrozenDiscriminator = 2 * (first + others);
        return 2 * batchSize * (generatorPasses + discriminatorPasses + throughFrozenDiscriminator);
    }

    private static double Generator(GeneratorOptions options)
    {
        ChannelList channels = options is UpsamplingGeneratorOptions upsampling ? upsampling.Channels : ((TransposedConvGeneratorOptions)options).Channels;
        double area = options.ImageShape.Height * options.ImageShape.Width / Math.Pow(4, channels.Count - 1);
        double sum = options.Latent.Size * channels[0] * area;
        for (int i = 1; i < channels.Count; i++)
        {
            // For each pixel of the input 16 products in a 4×4 transposed convolution, 9 in up-sampling and a 3×3 convolution.
            sum += (options is UpsamplingGeneratorOptions ? 9 : 16) * area * channels[i - 1] * channels[i];
            area *= 4;
        }

        return sum + (9 * area * channels[^1] * options.ImageShape.Channels);
    }

    private static (double First, double Others) Discriminator(ConvDiscriminatorOptions options)
    {
        double first = 0, others = 0, area = (double)options.ImageShape.Height * options.ImageShape.Width;
        int channels = options.ImageShape.Channels;
        for (int i = 0; i < options.Channels.Count; i++)
        {
            area /= i < options.Halvings ? 4 : 1;
            double layer = 9 * area * channels * options.Channels[i];
            (first, others) = i == 0 ? (layer, others) : (first, others + layer);
            channels = options.Channels[i];
        }

        return (first, others + (area * channels));
    }
}
