using System.Text.Json;

namespace Gan.Core.Tests.Models.Architectures;

public class ArchitectureOptionsTests
{
    private static readonly BatchNormOptions BadNorm = new() { Momentum = 0, Epsilon = 0 };

    [Fact]
    public void The_defaults_are_the_papers()
    {
        ResidualGeneratorOptions residual = new();
        (residual.Latent, residual.Normalization, residual.Attention, residual.SpectralNorm)
            .Should().Be((new LatentSpace(128, LatentDistribution.Normal), Normalization.Batch, false, null));
        residual.Channels.Should().Equal(256, 256, 256, 256);
        ResidualDiscriminatorOptions judge = new();
        (judge.Halvings, judge.Normalization, judge.Attention, judge.SpectralNorm).Should().Be((2, Normalization.None, false, 1));
        judge.Channels.Should().Equal(128, 128, 128, 128);

        SndcganGeneratorOptions plain = new();
        (plain.Latent, plain.BatchNorm).Should().Be((residual.Latent, new BatchNormOptions { Momentum = 0.1, Epsilon = 1e-5 }));
        plain.Channels.Should().Equal(512, 256, 128, 64);
        SndcganDiscriminatorOptions plainJudge = new();
        (plainJudge.LeakySlope, plainJudge.SpectralNorm).Should().Be((0.1, 1));
        plainJudge.Channels.Should().Equal(64, 128, 256, 512);

        NormFreeGeneratorOptions free = new();
        (free.Latent, free.BlocksPerStage, free.Expansion, free.Cardinality, free.EmbeddingSize)
            .Should().Be((new LatentSpace(64, LatentDistribution.Normal), 1, 2, 8, 64));
        NormFreeDiscriminatorOptions freeJudge = new();
        (freeJudge.BlocksPerStage, freeJudge.Expansion, freeJudge.Cardinality).Should().Be((1, 2, 8));
        freeJudge.Channels.Should().Equal(32, 64, 128, 128);
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(64, 64)]
    [InlineData(128, 128)]
    [InlineData(64, 96)]
    public void The_defaults_are_right_for_every_size(int height, int width)
    {
        ImageShape shape = new(3, height, width);
        GeneratorOptions[] generators = [new ResidualGeneratorOptions(), new SndcganGeneratorOptions(), new NormFreeGeneratorOptions()];
        DiscriminatorOptions[] discriminators =
            [new ResidualDiscriminatorOptions(), new SndcganDiscriminatorOptions(), new NormFreeDiscriminatorOptions()];
        generators.SelectMany(options => (options with { ImageShape = shape, ClassCount = 10 }).Validate()).Should().BeEmpty();
        discriminators.SelectMany(options => (options with { ImageShape = shape, ClassCount = 10 }).Validate()).Should().BeEmpty();
    }

    [Fact]
    public void A_residual_generator_s_problems_are_all_listed() => new ResidualGeneratorOptions
    {
        Latent = new(0),
        ImageShape = new(0, 8, 8),
        ClassCount = 3,
        Channels = [4, 0],
        Normalization = Normalization.Layer,
        BatchNorm = BadNorm,
        SpectralNorm = 0,
    }.Validate().Should().Equal(
        "the latent size is 0; it must be at least 1 (100 is usual).",
        "the picture shape is 0×8×8; every side must be at least 1.",
        "the generator's channels are [4, 0]; give 1 to 16 counts, each at least 1.",
        "the momentum of batch normalisation is 0; it must lie in (0, 1] (0.2 is Keras's 0.8).",
        "the epsilon of batch normalisation is 0; it must be above 0 (0.001 is Keras's).",
        "the generator's spectral norm is 0; it must be above 0 (1 is usual), or null for none.",
        "the generator has 3 classes, which act through batch normalisation, and its normalisation is Layer: "
            + "set Normalization to Batch, or ClassCount to 0.");

    [Fact]
    public void Choices_that_do_not_go_together_are_a_problem()
    {
        new ResidualGeneratorOptions { Channels = [4], Attention = true, Normalization = (Normalization)9 }.Validate().Should().Equal(
            "the generator's normalisation is 9; it must be one of None, Batch, Layer, Instance, Pixel.",
            "the generator has one stage, and attention stands after a doubling: give more Channels, or set Attention to false.");
        new NormFreeGeneratorOptions { Channels = [12, 8, 12, 8], Cardinality = 16 }.Validate().Should().Equal(
            "the generator's cardinality is 16, which does not divide 24, the channels inside a block of 12: "
                + "choose a cardinality, an expansion and channels that fit.");
    }

    [Fact]
    public void A_residual_discriminator_s_problems_are_all_listed()
    {
        new ResidualDiscriminatorOptions
        {
            ClassCount = -1,
            Channels = [],
            Normalization = (Normalization)7,
            BatchNorm = BadNorm,
            SpectralNorm = double.NaN,
        }.Validate().Should().Equal(
            "the discriminator has -1 classes; there must be at least 0, which is none.",
            "the discriminator's channels are []; give 1 to 16 counts, each at least 1.",
            "the discriminator's normalisation is 7; it must be one of None, Batch, Layer, Instance, Pixel.",
            "the momentum of batch normalisation is 0; it must lie in (0, 1] (0.2 is Keras's 0.8).",
            "the epsilon of batch normalisation is 0; it must be above 0 (0.001 is Keras's).",
            "the discriminator's spectral norm is NaN; it must be above 0 (1 is usual), or null for none.");
        new ResidualDiscriminatorOptions { Halvings = 5 }.Validate().Should().Equal(
            "the discriminator halves 5 times and has 4 stages; choose 0 to 4 halvings.");
        new ResidualDiscriminatorOptions { ImageShape = new(3, 34, 32) }.Validate().Should().Equal(
            "2 halvings need a height and width that 4 divides; the pictures are 3×34×32.");
    }

    [Fact]
    public void The_problems_of_the_others_are_all_listed()
    {
        new SndcganGeneratorOptions { ImageShape = new(3, 32, 20), BatchNorm = BadNorm }.Validate().Should().Equal(
            "3 doublings need a height and width that 8 divides; the pictures are 3×32×20.",
            "the momentum of batch normalisation is 0; it must lie in (0, 1] (0.2 is Keras's 0.8).",
            "the epsilon of batch normalisation is 0; it must be above 0 (0.001 is Keras's).");
        new SndcganDiscriminatorOptions { Channels = [0], SpectralNorm = -1, LeakySlope = 1 }.Validate().Should().Equal(
            "the discriminator's channels are [0]; give 1 to 16 counts, each at least 1.",
            "the discriminator's spectral norm is -1; it must be above 0 (1 is usual), or null for none.",
            "the discriminator's leaky slope is 1; it must lie in [0, 1) (0.1 is usual).");
        new NormFreeGeneratorOptions { BlocksPerStage = 0, Expansion = 0, Cardinality = 0, EmbeddingSize = 0 }.Validate().Should().Equal(
            "the generator has 0 blocks a stage; choose 1 to 64.",
            "the generator's expansion is 0; it must be at least 1 (2 is usual).",
            "the generator's cardinality is 0; it must be at least 1.",
            "the generator's embedding size is 0; it must be at least 1 (64 is usual).");
        NormFreeDiscriminatorOptions judge = new() { ImageShape = new(3, 32, 36), BlocksPerStage = 65, Expansion = -1, Cardinality = -1 };
        judge.Validate().Should().Equal(
            "3 halvings need a height and width that 8 divides; the pictures are 3×32×36.",
            "the discriminator has 65 blocks a stage; choose 1 to 64.",
            "the discriminator's expansion is -1; it must be at least 1 (2 is usual).",
            "the discriminator's cardinality is -1; it must be at least 1.");
    }

    [Fact]
    public void Options_with_a_problem_build_nothing()
    {
        Refused(() => new SndcganGeneratorOptions { Channels = [] }.Create(seed: 0));
        Refused(() => new NormFreeDiscriminatorOptions { Channels = [] }.Create(seed: 0));
        Refused(() => new SndcganDiscriminatorOptions { Channels = [] }.Create(seed: 0));

        static void Refused(Func<object> create) => create.Should().Throw<GanConfigurationException>();
    }

    [Theory]
    [InlineData("residual")]
    [InlineData("sndcgan")]
    [InlineData("norm-free")]
    public void Options_come_back_from_JSON_under_their_name_and_what_it_leaves_out_is_the_default(string name)
    {
        GeneratorOptions generator = SmallArchitectures.Generator(name, new ImageShape(4, 16, 8), classes: 3);
        DiscriminatorOptions discriminator = SmallArchitectures.Discriminator(name, new ImageShape(4, 16, 8), classes: 3);
        string json = JsonSerializer.Serialize(generator), judge = JsonSerializer.Serialize(discriminator);

        json.Should().Contain($"\"architecture\":\"{name}\"");
        judge.Should().Contain($"\"architecture\":\"{name}\"");
        JsonSerializer.Deserialize<GeneratorOptions>(json).Should().Be(generator);
        JsonSerializer.Deserialize<DiscriminatorOptions>(judge).Should().Be(discriminator);

        string least = $$"""{"architecture":"{{name}}"}""";
        JsonSerializer.Deserialize<GeneratorOptions>(least).Should().Be(Activator.CreateInstance(generator.GetType()));
        JsonSerializer.Deserialize<DiscriminatorOptions>(least).Should().Be(Activator.CreateInstance(discriminator.GetType()));
        ArchitectureCatalog.Generators.Should().Contain(name);
        ArchitectureCatalog.Discriminators.Should().Contain(name);
    }
}
