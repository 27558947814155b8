using Gan.Core;

namespace Gan.StepRace;

/// <summary>What one contest is about.</summary>
/// <param name="Preset">The preset's short name.</param>
/// <param name="BatchSize">Pictures in a batch.</param>
/// <param name="Steps">Steps in a round.</param>
/// <param name="Device">Where, as <see cref="ComputeDevice.Parse"/> reads it.</param>
/// <param name="Precision">In what numbers the library computes; the naive loop has float32 only.</param>
/// <param name="Width">Factor on all channels of both networks.</param>
/// <param name="ImageSide">Height and width of the pictures.</param>
internal sealed record RaceSettings(
    string Preset, int BatchSize, int Steps, string Device, Precision Precision = Precision.Float32, double Width = 1, int ImageSide = 32)
{
    /// <summary>The pictures' shape.</summary>
    public ImageShape Shape => new(3, ImageSide, ImageSide);

    /// <summary>The generator.</summary>
    public GeneratorOptions Generator => Builder.GeneratorOptions switch
    {
        UpsamplingGeneratorOptions upsampling => upsampling with { ImageShape = Shape, Channels = Scaled(upsampling.Channels) },
        TransposedConvGeneratorOptions transposed => transposed with { ImageShape = Shape, Channels = Scaled(transposed.Channels) },
        var other => throw new NotSupportedException($"The race knows no generator of {other?.GetType().Name ?? "your own"}."),
    };

    /// <summary>The discriminator.</summary>
    public ConvDiscriminatorOptions Discriminator => (ConvDiscriminatorOptions)Builder.DiscriminatorOptions! with
    {
        ImageShape = Shape,
        Channels = Scaled(((ConvDiscriminatorOptions)Builder.DiscriminatorOptions!).Channels),
    };

    private GanBuilder Builder => GanPresets.ByName[Preset]();

    /// <summary>The preset, for a run without end.</summary>
    /// <returns>A builder whose ticks are the rounds.</returns>
    public GanBuilder CreateBuilder() => Builder
        .WithGenerator(Generator)
        .WithDiscriminator(Discriminator)
        .OnDevice(ComputeDevice.Parse(Device))
        .WithPrecision(Precision)
        .WithOptions(options => options with { BatchSize = BatchSize, StepsPerTick = Steps, Epochs = 1_000_000 });

    /// <summary>Pictures of noise: what they show takes no time. An epoch is whole rounds, and about as long as one of the 5,000 dogs.</summary>
    /// <returns>The pictures.</returns>
    public ImageDataset CreatePictures()
    {
        int round = BatchSize * Steps;
        int count = round * Math.Max(1, 5000 / round);
        byte[] pixels = new byte[count * Shape.ValueCount];
        new Random(1).NextBytes(pixels);
        return new ImageDataset("noise", Shape, pixels, new int[count], ["noise"]);
    }

    private ChannelList Scaled(ChannelList channels) => [.. channels.Select(count => (int)Math.Round(count * Width))];
}
