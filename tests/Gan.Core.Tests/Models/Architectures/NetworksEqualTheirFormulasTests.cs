using TorchSharp;

namespace Gan.Core.Tests.Models.Architectures;

public class NetworksEqualTheirFormulasTests
{
    // Three stages, uneven sides and a colour count of one catch mixed-up sizes.
    private static readonly ImageShape Shape = new(1, 12, 8);
    private static readonly TransposedConvGeneratorOptions TransposedOptions = new() { Latent = new(5), ImageShape = Shape, Channels = [7, 6, 4] };
    private static readonly UpsamplingGeneratorOptions UpsamplingOptions = new() { Latent = new(5), ImageShape = Shape, Channels = [7, 6, 4] };
    private static readonly ConvDiscriminatorOptions DiscriminatorOptions =
        new() { ImageShape = new(1, 11, 6), Channels = [5, 6, 4], Halvings = 2, Dropout = 0 };

    [Fact]
    public void The_transposed_convolution_generator_equals_its_layers() => Compare(
        TransposedOptions.Create(seed: 3),
        (weights, latent) => ReferenceNetworks.Transposed(weights, latent, TransposedOptions));

    [Fact]
    public void The_up_sampling_generator_equals_its_layers() => Compare(
        UpsamplingOptions.Create(seed: 3),
        (weights, latent) => ReferenceNetworks.Upsampling(weights, latent, UpsamplingOptions));

    [Fact]
    public void The_discriminator_equals_its_layers()
    {
        using var scope = torch.NewDisposeScope();
        using IDiscriminator discriminator = DiscriminatorOptions.Create(seed: 3);
        discriminator.Network.to(torch.ScalarType.Float64);
        ReferenceNetworks.Disturb(discriminator.Network);
        Dictionary<string, torch.Tensor> weights = ReferenceNetworks.Copy(discriminator.Network);
        torch.Tensor images = torch.rand([4, 1, 11, 6], torch.ScalarType.Float64);

        torch.Tensor logits = discriminator.Discriminate(images);
        torch.Tensor expected = ReferenceNetworks.Discriminator(weights, images, DiscriminatorOptions);

        logits.shape.Should().Equal(4);
        ShouldEqual(logits, expected);
        BuffersShouldEqual(discriminator.Network, weights);
    }

    private static void Compare(IGenerator generator, Func<Dictionary<string, torch.Tensor>, torch.Tensor, torch.Tensor> reference)
    {
        using var scope = torch.NewDisposeScope();
        using IGenerator owned = generator;
        generator.Network.to(torch.ScalarType.Float64);
        ReferenceNetworks.Disturb(generator.Network);
        Dictionary<string, torch.Tensor> weights = ReferenceNetworks.Copy(generator.Network);
        torch.Tensor latent = torch.rand([4, 5], torch.ScalarType.Float64);

        torch.Tensor images = generator.Generate(latent);
        torch.Tensor expected = reference(weights, latent);

        images.shape.Should().Equal(4, 1, 12, 8);
        ShouldEqual(images, expected);
        BuffersShouldEqual(generator.Network, weights);
    }

    private static void BuffersShouldEqual(torch.nn.Module network, Dictionary<string, torch.Tensor> expected)
    {
        foreach ((string name, torch.Tensor buffer) in network.state_dict().Where(entry => entry.Key.Contains("running", StringComparison.Ordinal)))
        {
            ShouldEqual(buffer, expected[name]);
        }
    }

    private static void ShouldEqual(torch.Tensor actual, torch.Tensor expected) =>
        actual.sub(expected).abs().max().item<double>().Should().BeLessThan(1e-12);
}
