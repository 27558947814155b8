namespace Gan.Core;

/// <summary>
/// R3GAN's generator (Huang et al. 2024, "The GAN is dead; long live the GAN! A modern baseline GAN"): learnt 4×4 pictures, residual blocks
/// of 1×1, grouped 3×3 and 1×1 convolutions without normalisation, bilinear up-sampling between the stages, and a 1×1 convolution to
/// colours. Classes are vectors beside the latent one.
/// </summary>
/// <remarks>
/// Unlike the paper's it ends with tanh, since pictures lie in [−1, 1] here. The defaults are made for a CPU; the paper's at 32 pixels are
/// four stages of 768 channels, two blocks a stage and cardinality 96.
/// </remarks>
public sealed record NormFreeGeneratorOptions : GeneratorOptions
{
    /// <summary>Creates options with the paper's latent space: 64 numbers, normal.</summary>
    public NormFreeGeneratorOptions() => Latent = new LatentSpace(64, LatentDistribution.Normal);

    /// <summary>Channels of each stage: the first of the learnt pictures, the others each after a doubling of height and width.</summary>
    /// <value>The default value is 128 at 4×4 and 8×8, 64 at 16×16 and 32 at 32×32: our choice, made for a CPU.</value>
    public ChannelList Channels { get; init; } = [128, 128, 64, 32];

    /// <summary>Residual blocks of each stage, 1 to 64.</summary>
    /// <value>The default value is 1; the paper's is 2.</value>
    public int BlocksPerStage { get; init; } = 1;

    /// <summary>How many times as many channels there are inside a block, at least 1.</summary>
    /// <value>The default value is 2, the paper's.</value>
    public int Expansion { get; init; } = 2;

    /// <summary>Groups of the 3×3 convolutions; divides the channels inside every block.</summary>
    /// <value>The default value is 8.</value>
    public int Cardinality { get; init; } = 8;

    /// <summary>Numbers in the vector of a class, at least 1; not used where there are no classes.</summary>
    /// <value>The default value is 64, the paper's.</value>
    public int EmbeddingSize { get; init; } = 64;

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (string problem in base.Validate()
            .Concat(DoublingStages.Validate(Channels, ImageShape))
            .Concat(NormFreeParts.Validate(Channels, BlocksPerStage, Expansion, Cardinality, "generator")))
        {
            yield return problem;
        }

        if (EmbeddingSize < 1)
        {
            yield return $"the generator's embedding size is {EmbeddingSize}; it must be at least 1 (64 is usual).";
        }
    }

    /// <inheritdoc/>
    protected override IGenerator CreateNetwork(long seed) => new NormFreeGenerator(this, seed);
}
