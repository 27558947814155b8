using TorchSharp;

namespace Gan.Core.Tests.Models.Architectures;

/// <summary>Whole networks, told of classes, against <see cref="ConditionalReferences"/> in float64.</summary>
public class ConditionalNetworksEqualTheirFormulasTests
{
    // Uneven sides and a colour count of one catch mixed-up sizes.
    private static readonly ImageShape Shape = new(1, 24, 16);
    private static readonly long[] Classes = [2, 0, 1, 2];

    [Theory]
    [InlineData("residual")]
    [InlineData("sndcgan")]
    [InlineData("norm-free")]
    public void A_generator_equals_its_layers(string name)
    {
        using var scope = torch.NewDisposeScope();
        using IGenerator generator = SmallArchitectures.Generator(name, Shape, classes: 3).Create(seed: 3);
        ConditionalReferences reference = Begin(generator.Network);
        torch.Tensor latent = torch.randn([4, 6], torch.ScalarType.Float64);
        torch.Tensor expected = name switch
        {
            "residual" => reference.ResidualGenerator(latent, Shape.Height, Shape.Width),
            "sndcgan" => reference.SndcganGenerator(latent, Shape.Height, Shape.Width),
            _ => reference.NormFreeGenerator(latent, cardinality: 4),
        };

        ShouldEqual(generator.Generate(latent, torch.tensor(Classes)), expected, 4, 1, 24, 16);
    }

    [Theory]
    [InlineData("residual")]
    [InlineData("sndcgan")]
    [InlineData("norm-free")]
    public void A_discriminator_equals_its_layers(string name)
    {
        using var scope = torch.NewDisposeScope();
        DiscriminatorOptions options = SmallArchitectures.Discriminator(name, Shape, classes: 3);
        options = options switch
        {
            ResidualDiscriminatorOptions residual => residual with { SpectralNorm = null },
            SndcganDiscriminatorOptions plain => plain with { SpectralNorm = null },
            _ => options,
        };
        using IDiscriminator discriminator = options.Create(seed: 3);
        ConditionalReferences reference = Begin(discriminator.Network);
        torch.Tensor images = torch.randn([4, 1, 24, 16], torch.ScalarType.Float64);
        torch.Tensor expected = name switch
        {
            "residual" => reference.ResidualDiscriminator(images),
            "sndcgan" => reference.SndcganDiscriminator(images),
            _ => reference.NormFreeDiscriminator(images, cardinality: 4),
        };

        ShouldEqual(discriminator.Discriminate(images, torch.tensor(Classes)), expected, 4);
    }

    private static ConditionalReferences Begin(torch.nn.Module network)
    {
        network.to(torch.ScalarType.Float64);
        ReferenceNetworks.Disturb(network);
        return new ConditionalReferences(ReferenceNetworks.Copy(network), torch.tensor(Classes));
    }

    private static void ShouldEqual(torch.Tensor actual, torch.Tensor expected, params long[] shape)
    {
        actual.shape.Should().Equal(shape);
        double size = Math.Max(1, expected.abs().max().item<double>());
        actual.sub(expected).abs().max().item<double>().Should().BeLessThan(1e-12 * size);
    }
}
