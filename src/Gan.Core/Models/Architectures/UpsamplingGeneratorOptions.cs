namespace Gan.Core;

/// <summary>
/// The source project's generator: a dense projection, then nearest-neighbour up-sampling and 3×3 convolution with batch normalisation and
/// ReLU for each doubling, then a 3×3 convolution to colours and tanh.
/// </summary>
public sealed record UpsamplingGeneratorOptions : GeneratorOptions
{
    /// <summary>Creates options with the source project's widths: channels 128 at 8×8, 128 at 16×16 and 64 at 32×32.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public UpsamplingGeneratorOptions() => Channels = [128, 128, 64];

    /// <summary>Batch normalisation.</summary>
    /// <value>The default value is momentum 0.2 and epsilon 0.001, Keras's 0.8 and 0.001.</value>
    public BatchNormOptions BatchNorm { get; init; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Validate() => base.Validate().Concat(BatchNorm.Validate());

    private protected override IGenerator CreateNetwork(long seed) => new UpsamplingGenerator(this, seed);
}
