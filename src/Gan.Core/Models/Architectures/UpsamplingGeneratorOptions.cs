namespace Gan.Core;

/// <summary>
/// The source project's generator: a dense projection, then nearest-neighbour up-sampling and 3×3 convolution with batch normalisation and
/// ReLU for each doubling, then a 3×3 convolution to colours and tanh.
/// </summary>
public sealed record UpsamplingGeneratorOptions : GeneratorOptions
{
    /// <summary>
    /// Channels of each stage: the first of the projection that the latent vector is turned into, the others each after a doubling of
    /// height and width.
    /// </summary>
    /// <value>The default value is the source project's: 128 at 8×8, 128 at 16×16 and 64 at 32×32.</value>
    public ChannelList Channels { get; init; } = [128, 128, 64];

    /// <summary>Batch normalisation.</summary>
    /// <value>The default value is momentum 0.2 and epsilon 0.001, Keras's 0.8 and 0.001.</value>
    public BatchNormOptions BatchNorm { get; init; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Validate() => base.Validate()
        .Concat(DoublingStages.Validate(Channels, ImageShape))
        .Concat(BatchNorm.Validate())
        .Concat(Unconditional.Validate(ClassCount, "up-sampling generator"));

    /// <inheritdoc/>
    protected override IGenerator CreateNetwork(long seed) => new UpsamplingGenerator(this, seed);
}
