namespace Gan.Core;

/// <summary>
/// The residual generator of SNGAN (Miyato et al. 2018, "Spectral normalization for generative adversarial networks"): a dense projection,
/// a residual block for each doubling, then normalisation, ReLU, a 3×3 convolution to colours and tanh. Classes choose the scales and
/// shifts of batch normalisation.
/// </summary>
/// <remarks>The paper's widths at 128 pixels are 1024, 1024, 512, 256, 128 and 64.</remarks>
public sealed record ResidualGeneratorOptions : GeneratorOptions
{
    /// <summary>Creates options with the paper's latent space: 128 numbers, normal.</summary>
    public ResidualGeneratorOptions() => Latent = new LatentSpace(128, LatentDistribution.Normal);

    /// <summary>
    /// Channels of each stage: the first of the projection that the latent vector is turned into, the others of the residual blocks, each
    /// of which doubles height and width.
    /// </summary>
    /// <value>The default value is the paper's for 32 pixels: 256 at 4×4, 8×8, 16×16 and 32×32.</value>
    public ChannelList Channels { get; init; } = [256, 256, 256, 256];

    /// <summary>How activations are normalised; <see cref="Normalization.Batch"/> where there are classes, which act through it.</summary>
    /// <value>The default value is <see cref="Normalization.Batch"/>.</value>
    public Normalization Normalization { get; init; } = Normalization.Batch;

    /// <summary>Batch normalisation, where that is used.</summary>
    /// <value>The default value is momentum 0.1 and epsilon 0.00001, PyTorch's.</value>
    public BatchNormOptions BatchNorm { get; init; } = new() { Momentum = 0.1, Epsilon = 1e-5 };

    /// <summary>
    /// Whether there is self-attention (Zhang et al. 2019) after the first block whose shorter side has at least 16 pixels, or after the
    /// last.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool Attention { get; init; }

    /// <summary>The spectral norm of every weight, above 0; null for none.</summary>
    /// <value>The default value is null; Zhang et al. 2019 use 1.</value>
    public double? SpectralNorm { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (string problem in base.Validate()
            .Concat(DoublingStages.Validate(Channels, ImageShape))
            .Concat(NormalizationLayers.Validate(Normalization, "generator"))
            .Concat(BatchNorm.Validate())
            .Concat(SpectralNormChoice.Validate(SpectralNorm, "generator")))
        {
            yield return problem;
        }

        if (ClassCount > 0 && Normalization != Normalization.Batch)
        {
            yield return $"the generator has {ClassCount} classes, which act through batch normalisation, "
                + $"and its normalisation is {Normalization}: set Normalization to Batch, or ClassCount to 0.";
        }

        if (Attention && Channels.Count == 1)
        {
            yield return "the generator has one stage, and attention stands after a doubling: "
                + "give more Channels, or set Attention to false.";
        }
    }

    /// <inheritdoc/>
    protected override IGenerator CreateNetwork(long seed) => new ResidualGenerator(this, seed);
}
