using Gan.Core.Layers;

namespace Gan.Core;

/// <summary>
/// The plain generator of SNGAN, "SNDCGAN" (Miyato et al. 2018, "Spectral normalization for generative adversarial networks", table 3): a
/// dense projection, a 4×4 transposed convolution of stride 2 for each doubling, all with batch normalisation and ReLU, then a 3×3
/// convolution to colours and tanh. Classes choose the scales and shifts of batch normalisation.
/// </summary>
public sealed record SndcganGeneratorOptions : GeneratorOptions
{
    /// <summary>Creates options with the paper's latent space: 128 numbers, normal.</summary>
    public SndcganGeneratorOptions() => Latent = new LatentSpace(128, LatentDistribution.Normal);

    /// <summary>
    /// Channels of each stage: the first of the projection that the latent vector is turned into, the others each after a doubling of
    /// height and width.
    /// </summary>
    /// <value>The default value is the paper's for 32 pixels: 512 at 4×4, 256, 128, and 64 at 32×32.</value>
    public ChannelList Channels { get; init; } = [512, 256, 128, 64];

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
        WeightInitialization.Normal(generator, seed);
        return generator;
    }
}
