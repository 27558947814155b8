using System.Text.Json;

namespace Gan.Core.Tests.Models;

public class NetworkOptionsTests
{
    [Fact]
    public void The_defaults_are_the_source_project_s()
    {
        TransposedConvGeneratorOptions tuned = new();
        (tuned.Latent, tuned.ImageShape, tuned.LeakySlope, tuned.BatchNorm)
            .Should().Be((new LatentSpace(100, LatentDistribution.Uniform), new ImageShape(3, 32, 32), 0.2, new BatchNormOptions { Momentum = 0.2, Epsilon = 1e-3 }));
        tuned.Channels.Should().Equal(256, 128, 128, 128);

        UpsamplingGeneratorOptions first = new();
        (first.Latent, first.ImageShape, first.BatchNorm).Should().Be((tuned.Latent, tuned.ImageShape, tuned.BatchNorm));
        first.Channels.Should().Equal(128, 128, 64);

        ConvDiscriminatorOptions judge = new();
        (judge.ImageShape, judge.Halvings, judge.LeakySlope, judge.Dropout, judge.BatchNorm)
            .Should().Be((new ImageShape(3, 32, 32), 3, 0.2, 0.3, new BatchNormOptions { Momentum = 0.2, Epsilon = 1e-3 }));
        judge.Channels.Should().Equal(32, 64, 128, 256);
    }

    public static TheoryData<GeneratorOptions, string> Generators => new()
    {
        {
            new TransposedConvGeneratorOptions { Latent = new(7, LatentDistribution.Normal), ImageShape = new(1, 8, 4), Channels = [9, 5], LeakySlope = 0.1, BatchNorm = new() { Momentum = 0.3, Epsilon = 0.01 } },
            "transposed-convolution"
        },
        {
            new UpsamplingGeneratorOptions { Latent = new(7, LatentDistribution.Normal), ImageShape = new(1, 8, 4), Channels = [9, 5], BatchNorm = new() { Momentum = 0.3, Epsilon = 0.01 } },
            "upsampling"
        },
    };

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_generator_s_options_come_back_from_JSON_equal(GeneratorOptions options, string architecture)
    {
        string json = JsonSerializer.Serialize(options);
        GeneratorOptions? back = JsonSerializer.Deserialize<GeneratorOptions>(json);

        json.Should().Contain($"\"architecture\":\"{architecture}\"").And.Contain("\"distribution\":\"Normal\"");
        back.Should().Be(options).And.BeOfType(options.GetType());
        back!.GetHashCode().Should().Be(options.GetHashCode());
    }

    [Fact]
    public void A_discriminator_s_options_come_back_from_JSON_equal()
    {
        DiscriminatorOptions options = new ConvDiscriminatorOptions
        {
            ImageShape = new(1, 8, 4),
            Channels = [9, 5],
            Halvings = 1,
            LeakySlope = 0.1,
            Dropout = 0.5,
            BatchNorm = new() { Momentum = 0.3, Epsilon = 0.01 },
        };
        string json = JsonSerializer.Serialize(options);

        json.Should().Contain("\"architecture\":\"convolution\"");
        JsonSerializer.Deserialize<DiscriminatorOptions>(json).Should().Be(options);
    }

    [Fact]
    public void JSON_holds_settings_only()
    {
        string json = JsonSerializer.Serialize<GeneratorOptions>(TestData.Upsampling);
        json.Should().Be(
            """{"architecture":"upsampling","channels":[8,4],"batchNorm":{"momentum":0.2,"epsilon":0.001},"latent":"""
            + """{"size":6,"distribution":"Uniform","truncation":null},"imageShape":{"channels":3,"height":8,"width":8},"classCount":0}""");
    }

    [Fact]
    public void What_JSON_leaves_out_keeps_its_default() =>
        JsonSerializer.Deserialize<GeneratorOptions>("""{"architecture":"upsampling"}""").Should().Be(new UpsamplingGeneratorOptions());

    [Theory]
    [InlineData("""{"architecture":"transformer"}""")]
    [InlineData("""{"architecture":"upsampling","latent":{"distribution":"Cauchy"}}""")]
    public void JSON_of_an_unknown_kind_is_refused(string json)
    {
        Action read = () => JsonSerializer.Deserialize<GeneratorOptions>(json);
        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void An_unknown_discriminator_is_refused()
    {
        Action read = () => JsonSerializer.Deserialize<DiscriminatorOptions>("""{"architecture":"upsampling"}""");
        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void Any_setting_makes_options_differ()
    {
        TestData.Transposed.Should().Be(TestData.Transposed with { Channels = [8, 4] });
        foreach (TransposedConvGeneratorOptions other in new[]
        {
            TestData.Transposed with { Channels = [8, 5] },
            TestData.Transposed with { LeakySlope = 0.3 },
            TestData.Transposed with { Latent = new(7) },
            TestData.Transposed with { ImageShape = new(1, 8, 8) },
            TestData.Transposed with { BatchNorm = new() { Momentum = 0.1 } },
        })
        {
            other.Should().NotBe(TestData.Transposed);
        }

        ((GeneratorOptions)TestData.Upsampling).Should().NotBe(TestData.Transposed);
    }

    [Fact]
    public void A_generator_s_problems_are_all_listed()
    {
        TransposedConvGeneratorOptions options = new()
        {
            Latent = new(0),
            ImageShape = new(0, 8, 8),
            Channels = [8, 0],
            LeakySlope = 1,
            BatchNorm = new() { Momentum = 0, Epsilon = 0 },
        };
        options.Validate().Should().Equal(
            "the latent size is 0; it must be at least 1 (100 is usual).",
            "the picture shape is 0×8×8; every side must be at least 1.",
            "the generator's channels are [8, 0]; give 1 to 16 counts, each at least 1.",
            "the momentum of batch normalisation is 0; it must lie in (0, 1] (0.2 is Keras's 0.8).",
            "the epsilon of batch normalisation is 0; it must be above 0 (0.001 is Keras's).",
            "the generator's leaky slope is 1; it must lie in [0, 1) (0.2 is usual).");
    }

    [Fact]
    public void A_discriminator_s_problems_are_all_listed()
    {
        ConvDiscriminatorOptions options = new()
        {
            ImageShape = new(3, 8, 0),
            Channels = [],
            Halvings = 1,
            LeakySlope = -1,
            Dropout = 1,
            BatchNorm = new() { Momentum = double.NaN, Epsilon = double.NaN },
        };
        options.Validate().Should().Equal(
            "the picture shape is 3×8×0; every side must be at least 1.",
            "the momentum of batch normalisation is NaN; it must lie in (0, 1] (0.2 is Keras's 0.8).",
            "the epsilon of batch normalisation is NaN; it must be above 0 (0.001 is Keras's).",
            "the discriminator's channels are []; give 1 to 16 counts, each at least 1.",
            "the discriminator halves 1 times and has 0 convolutions; choose 0 to 0 halvings.",
            "the discriminator's leaky slope is -1; it must lie in [0, 1) (0.2 is usual).",
            "the discriminator's dropout is 1; it must lie in [0, 1) (0.3 is usual).");
    }

    [Theory]
    [InlineData(30, 32)]
    [InlineData(32, 30)]
    public void Sides_that_doubling_cannot_reach_are_a_problem(int height, int width) =>
        new TransposedConvGeneratorOptions { ImageShape = new(3, height, width) }.Validate()
            .Should().Equal($"3 doublings need a height and width that 8 divides; the pictures are 3×{height}×{width}.");

    [Fact]
    public void Too_many_doublings_are_a_problem_and_not_an_overflow() =>
        new UpsamplingGeneratorOptions { Channels = [.. Enumerable.Repeat(8, 40)] }.Validate().Should().ContainSingle();

    [Fact]
    public void Options_with_a_problem_build_nothing()
    {
        Action generator = () => (TestData.Transposed with { Channels = [] }).Create(seed: 0);
        Action discriminator = () => (TestData.Discriminator with { Dropout = 2 }).Create(seed: 0);

        generator.Should().Throw<GanConfigurationException>().WithMessage("The generator: the generator's channels are []*");
        discriminator.Should().Throw<GanConfigurationException>().WithMessage("The discriminator: the discriminator's dropout is 2*");
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_built_generator_says_what_it_is(GeneratorOptions options, string architecture)
    {
        using IGenerator generator = options.Create(seed: 0);

        generator.Options.Should().Be(options, architecture);
        (generator.Latent, generator.ImageShape, generator.ClassCount).Should().Be((options.Latent, options.ImageShape, 0));
        generator.Network.training.Should().BeTrue();
    }
}
