namespace Gan.Core;

/// <summary>
/// The source project's discriminator, the same in all three of its models: 3×3 convolutions, each with leaky ReLU and dropout and all but
/// the first with batch normalisation, then one dense layer to a logit.
/// </summary>
public sealed record ConvDiscriminatorOptions : DiscriminatorOptions
{
    /// <summary>Output channels of each convolution.</summary>
    /// <value>The default value is 32, 64, 128 and 256.</value>
    public ChannelList Channels { get; init; } = [32, 64, 128, 256];

    /// <summary>
    /// How many of the convolutions, from the first, have stride 2 and halve height and width; the others have stride 1.
    /// </summary>
    /// <value>The default value is 3.</value>
    public int Halvings { get; init; } = 3;

    /// <summary>Slope of the leaky ReLU below zero, in [0, 1).</summary>
    /// <value>The default value is 0.2.</value>
    public double LeakySlope { get; init; } = 0.2;

    /// <summary>Share of activations that dropout zeroes in training, in [0, 1).</summary>
    /// <value>The default value is 0.3.</value>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Batch normalisation.</summary>
    /// <value>The default value is momentum 0.2 and epsilon 0.001, Keras's 0.8 and 0.001.</value>
    public BatchNormOptions BatchNorm { get; init; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (string problem in base.Validate()
            .Concat(BatchNorm.Validate())
            .Concat(Unconditional.Validate(ClassCount, "convolution discriminator")))
        {
            yield return problem;
        }

        if (Channels.Count is < 1 or > 16 || Channels.Any(channels => channels < 1))
        {
            yield return $"the discriminator's channels are {Channels}; give 1 to 16 counts, each at least 1.";
        }

        if (Halvings < 0 || Halvings > Channels.Count)
        {
            yield return $"the discriminator halves {Halvings} times and has {Channels.Count} convolutions; choose 0 to {Channels.Count} halvings.";
        }

        if (LeakySlope is not (>= 0 and < 1))
        {
            yield return $"the discriminator's leaky slope is {LeakySlope}; it must lie in [0, 1) (0.2 is usual).";
        }

        if (Dropout is not (>= 0 and < 1))
        {
            yield return $"the discriminator's dropout is {Dropout}; it must lie in [0, 1) (0.3 is usual).";
        }
    }

    /// <inheritdoc/>
    protected override IDiscriminator CreateNetwork(long seed) => new ConvDiscriminator(this, seed);
}
