namespace Gan.Core;

/// <summary>
/// A discriminator made for two CPU cores: it first turns squares of pixels into channels (Shi et al. 2016), which costs nothing and leaves
/// the multiplications to 3×3 convolutions at half the picture's size and below; a 4×4 convolution of stride 2 leads to each next stage.
/// Leaky ReLUs, no normalisation but that of the weights (Miyato et al. 2018), a dense layer to the logit. At 32×32 it has 1.4 million
/// weights and judges a picture with 37 million multiplications. Classes are told of by projection (Miyato and Koyama 2018).
/// </summary>
public sealed record LightDiscriminatorOptions : DiscriminatorOptions
{
    /// <summary>
    /// Channels of each stage: the first at the size that <see cref="Unshuffle"/> leaves, the others each at half the size before.
    /// </summary>
    /// <value>The default value is 64 at 16×16, 128 at 8×8 and 256 at 4×4.</value>
    public ChannelList Channels { get; init; } = [64, 128, 256];

    /// <summary>Squares of so many pixels a side become channels first, at least 1: 2 for 32×32, 4 for 64×64 at the same cost.</summary>
    /// <value>The default value is 2.</value>
    public int Unshuffle { get; init; } = 2;

    /// <summary>Slope of the leaky ReLU below zero, in [0, 1).</summary>
    /// <value>The default value is 0.1.</value>
    public double LeakySlope { get; init; } = 0.1;

    /// <summary>The largest singular value that each weight is scaled to, above 0; null leaves weights as they are.</summary>
    /// <value>The default value is 1.5.</value>
    public double? SpectralNorm { get; init; } = 1.5;

    private int Scale => Unshuffle << (Channels.Count - 1);

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (string problem in base.Validate())
        {
            yield return problem;
        }

        if (Channels.Count is < 1 or > 16 || Channels.Any(channels => channels < 1))
        {
            yield return $"the discriminator's channels are {Channels}; give 1 to 16 counts, each at least 1.";
        }
        else if (Unshuffle < 1)
        {
            yield return $"the discriminator turns squares of {Unshuffle} pixels a side into channels; it must be at least 1 (2 is usual).";
        }
        else if (ImageShape.Height % Scale != 0 || ImageShape.Width % Scale != 0)
        {
            yield return $"{Channels.Count} stages after squares of {Unshuffle} need a height and width that {Scale} divides; the pictures are {ImageShape}.";
        }

        if (LeakySlope is not (>= 0 and < 1))
        {
            yield return $"the discriminator's leaky slope is {LeakySlope}; it must lie in [0, 1) (0.1 is usual).";
        }

        if (SpectralNorm is { } norm && (!(norm > 0) || double.IsInfinity(norm)))
        {
            yield return $"the discriminator's spectral norm is {norm}; it must be above 0 (1 to 1.5 is usual), or null for none.";
        }
    }

    /// <inheritdoc/>
    protected override IDiscriminator CreateNetwork(long seed) =>
        new HalvingDiscriminator(this, Channels, Unshuffle, LeakySlope, SpectralNorm, seed);
}
