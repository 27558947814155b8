using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// A generator made for two CPU cores: a dense projection, then a 4×4 transposed convolution of stride 2 for each doubling, all without
/// bias and with batch normalisation and ReLU, then a 3×3 convolution to colours and tanh (after DCGAN, Radford et al. 2016). At 32×32 it
/// has 1.2 million weights and makes a picture with 27 million multiplications. Classes choose the scales and shifts of batch
/// normalisation.
/// </summary>
public sealed record LightGeneratorOptions : GeneratorOptions
{
    /// <summary>Creates options with the defaults; the latent vectors have 128 normal numbers.</summary>
    public LightGeneratorOptions() => Latent = new LatentSpace(128, LatentDistribution.Normal);

    /// <summary>
    /// Channels of each stage: the first of the projection that the latent vector is turned into, the others each after a doubling of
    /// height and width.
    /// </summary>
    /// <value>The default value is 256 at 4×4, 128 at 8×8, 64 at 16×16 and 32 at 32×32.</value>
    public ChannelList Channels { get; init; } = [256, 128, 64, 32];

    /// <summary>Batch normalisation.</summary>
    /// <value>The default value is momentum 0.1 and epsilon 0.00001, PyTorch's.</value>
    public BatchNormOptions BatchNorm { get; init; } = new() { Momentum = 0.1, Epsilon = 1e-5 };

    /// <inheritdoc/>
    public override IEnumerable<string> Validate() => base.Validate()
        .Concat(DoublingStages.Validate(Channels, ImageShape))
        .Concat(BatchNorm.Validate());

    /// <inheritdoc/>
    protected override IGenerator CreateNetwork(long seed)
    {
        DoublingGenerator generator = new(this, Channels, BatchNorm);
        WeightInitialization.LeCunNormal(generator, seed);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        // Pictures begin near grey, away from the flat ends of tanh.
        generator.ImageLayer.Kernel.TimesInPlace(0.5);
        return generator;
    }
}
