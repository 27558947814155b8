namespace Gan.Core;

/// <summary>
/// The source project's tuned generator: a dense projection, then a 4×4 transposed convolution of stride 2 for each doubling, all with
/// batch normalisation and leaky ReLU, then a 3×3 convolution to colours and tanh (after DCGAN, Radford et al. 2015).
/// </summary>
public sealed record TransposedConvGeneratorOptions : GeneratorOptions
{
    /// <summary>
    /// Channels of each stage: the first of the projection that the latent vector is turned into, the others each after a doubling of
    /// height and width.
    /// </summary>
    /// <value>The default value is 256 at 4×4 and 128 at 8×8, 16×16 and 32×32 (the source gives no widths: our choice).</value>
    public ChannelList Channels { get; init; } = [256, 128, 128, 128];

    /// <summary>Slope of the leaky ReLU below zero, in [0, 1).</summary>
    /// <value>The default value is 0.2.</value>
    public double LeakySlope { get; init; } = 0.2;

    /// <summary>Batch normalisation.</summary>
    /// <value>The default value is momentum 0.2 and epsilon 0.001, Keras's 0.8 and 0.001.</value>
    public BatchNormOptions BatchNorm { get; init; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (string problem in base.Validate()
            .Concat(DoublingStages.Validate(Channels, ImageShape))
            .Concat(BatchNorm.Validate())
            .Concat(Unconditional.Validate(ClassCount, "transposed-convolution generator")))
        {
            yield return problem;
        }

        if (LeakySlope is not (>= 0 and < 1))
        {
            yield return $"the generator's leaky slope is {LeakySlope}; it must lie in [0, 1) (0.2 is usual).";
        }
    }

    /// <inheritdoc/>
    protected override IGenerator CreateNetwork(long seed) => new TransposedConvGenerator(this, seed);
}
