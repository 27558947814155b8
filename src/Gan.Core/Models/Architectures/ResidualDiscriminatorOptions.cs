namespace Gan.Core;

/// <summary>
/// The residual discriminator of SNGAN (Miyato et al. 2018, "Spectral normalization for generative adversarial networks"): residual blocks,
/// ReLU, the sum over all pixels and a dense layer to a logit, with a spectral norm. Classes are told by projection (Miyato and Koyama
/// 2018).
/// </summary>
/// <remarks>The paper's widths at 128 pixels are 64, 128, 256, 512, 1024 and 1024, with five halvings.</remarks>
public sealed record ResidualDiscriminatorOptions : DiscriminatorOptions
{
    /// <summary>Channels of each residual block.</summary>
    /// <value>The default value is the paper's for 32 pixels: four times 128.</value>
    public ChannelList Channels { get; init; } = [128, 128, 128, 128];

    /// <summary>How many of the blocks, from the first, halve height and width.</summary>
    /// <value>The default value is the paper's for 32 pixels: 2.</value>
    public int Halvings { get; init; } = 2;

    /// <summary>The spectral norm of every weight, above 0; null for none.</summary>
    /// <value>The default value is 1, the paper's.</value>
    public double? SpectralNorm { get; init; } = 1;

    /// <summary>How activations are normalised.</summary>
    /// <value>The default value is <see cref="Normalization.None"/>.</value>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>Batch normalisation, where that is used.</summary>
    /// <value>The default value is momentum 0.1 and epsilon 0.00001, PyTorch's.</value>
    public BatchNormOptions BatchNorm { get; init; } = new() { Momentum = 0.1, Epsilon = 1e-5 };

    /// <summary>
    /// Whether there is self-attention (Zhang et al. 2019) after the last halving block whose shorter side still has 16 pixels, or after
    /// the first block.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool Attention { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Validate() => base.Validate()
        .Concat(HalvingStages.Validate(Channels, Halvings, ImageShape))
        .Concat(NormalizationLayers.Validate(Normalization, "discriminator"))
        .Concat(BatchNorm.Validate())
        .Concat(SpectralNormChoice.Validate(SpectralNorm, "discriminator"));

    /// <inheritdoc/>
    protected override IDiscriminator CreateNetwork(long seed) => new ResidualDiscriminator(this, seed);
}
