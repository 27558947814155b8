namespace Gan.Core;

/// <summary>
/// The plain discriminator of SNGAN, "SNDCGAN" (Miyato et al. 2018, "Spectral normalization for generative adversarial networks", table 3):
/// a 3×3 convolution, then a 4×4 convolution of stride 2 and a 3×3 one for each halving, each with leaky ReLU, and a dense layer to a
/// logit, with a spectral norm. Classes are told by projection (Miyato and Koyama 2018).
/// </summary>
public sealed record SndcganDiscriminatorOptions : DiscriminatorOptions
{
    /// <summary>Channels at each size: the first at that of the pictures, the others each after a halving of height and width.</summary>
    /// <value>The default value is the paper's for 32 pixels: 64 at 32×32, 128, 256, and 512 at 4×4.</value>
    public ChannelList Channels { get; init; } = [64, 128, 256, 512];

    /// <summary>Slope of the leaky ReLU below zero, in [0, 1).</summary>
    /// <value>The default value is 0.1.</value>
    public double LeakySlope { get; init; } = 0.1;

    /// <summary>The spectral norm of every weight, above 0; null for none.</summary>
    /// <value>The default value is 1, the paper's.</value>
    public double? SpectralNorm { get; init; } = 1;

    internal int Halvings => Channels.Count - 1;

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (string problem in base.Validate()
            .Concat(HalvingStages.Validate(Channels, Halvings, ImageShape))
            .Concat(SpectralNormChoice.Validate(SpectralNorm, "discriminator")))
        {
            yield return problem;
        }

        if (LeakySlope is not (>= 0 and < 1))
        {
            yield return $"the discriminator's leaky slope is {LeakySlope}; it must lie in [0, 1) (0.1 is usual).";
        }
    }

    /// <inheritdoc/>
    protected override IDiscriminator CreateNetwork(long seed) =>
        new HalvingDiscriminator(this, Channels, unshuffle: 1, LeakySlope, SpectralNorm, seed);
}
