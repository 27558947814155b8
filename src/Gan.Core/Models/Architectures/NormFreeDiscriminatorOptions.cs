namespace Gan.Core;

/// <summary>
/// R3GAN's discriminator (Huang et al. 2024, "The GAN is dead; long live the GAN! A modern baseline GAN"): a 1×1 convolution of the
/// colours, residual blocks of 1×1, grouped 3×3 and 1×1 convolutions without normalisation, bilinear down-sampling between the stages, a
/// depth-wise convolution over the whole of the last map, and a dense layer to a logit. Classes are told by projection (Miyato and Koyama
/// 2018).
/// </summary>
/// <remarks>
/// It is made for the relativistic loss with R1 and R2 penalties. The defaults are made for a CPU; the paper's at 32 pixels are four stages
/// of 768 channels, two blocks a stage and cardinality 96.
/// </remarks>
public sealed record NormFreeDiscriminatorOptions : DiscriminatorOptions
{
    /// <summary>
    /// Channels of each stage: the first at the size of the pictures, the others each after a halving of height and width.
    /// </summary>
    /// <value>The default value is 32 at 32×32, 64 at 16×16, and 128 at 8×8 and 4×4: our choice, made for a CPU.</value>
    public ChannelList Channels { get; init; } = [32, 64, 128, 128];

    /// <summary>Residual blocks of each stage, 1 to 64.</summary>
    /// <value>The default value is 1; the paper's is 2.</value>
    public int BlocksPerStage { get; init; } = 1;

    /// <summary>How many times as many channels there are inside a block, at least 1.</summary>
    /// <value>The default value is 2, the paper's.</value>
    public int Expansion { get; init; } = 2;

    /// <summary>Groups of the 3×3 convolutions; divides the channels inside every block.</summary>
    /// <value>The default value is 8.</value>
    public int Cardinality { get; init; } = 8;

    internal int Halvings => Channels.Count - 1;

    /// <inheritdoc/>
    public override IEnumerable<string> Validate() => base.Validate()
        .Concat(HalvingStages.Validate(Channels, Halvings, ImageShape))
        .Concat(NormFreeParts.Validate(Channels, BlocksPerStage, Expansion, Cardinality, "discriminator"));

    /// <inheritdoc/>
    protected override IDiscriminator CreateNetwork(long seed) => new NormFreeDiscriminator(this, seed);
}
