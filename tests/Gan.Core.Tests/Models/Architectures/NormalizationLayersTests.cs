using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Models.Architectures;

public class NormalizationLayersTests
{
    private static readonly BatchNormOptions Options = new() { Momentum = 0.3, Epsilon = 0.01 };

    public static TheoryData<Normalization> Kinds => [.. Enum.GetValues<Normalization>()];

    [Theory]
    [InlineData(Normalization.None, 0, null)]
    [InlineData(Normalization.Batch, 0, typeof(TorchSharp.Modules.BatchNorm2d))]
    [InlineData(Normalization.Batch, 2, typeof(ConditionalBatchNorm))]
    [InlineData(Normalization.Layer, 0, typeof(GroupNormLayer))]
    [InlineData(Normalization.Instance, 0, typeof(GroupNormLayer))]
    [InlineData(Normalization.Pixel, 0, typeof(PixelNorm))]
    public void Each_kind_has_its_layer(Normalization kind, int classes, Type? expected)
    {
        using Module? norm = NormalizationLayers.Create(kind, 4, Options, classes);
        (norm?.GetType()).Should().Be(expected);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_normalises_then_cuts_what_is_below_zero_and_leaves_its_input(Normalization kind)
    {
        using var scope = torch.NewDisposeScope();
        using Module? norm = NormalizationLayers.Create(kind, 4, Options);
        torch.Tensor input = torch.randn(3, 4, 5, 6), kept = input.clone();
        torch.Tensor mean = kind switch
        {
            Normalization.Batch => input.mean([0, 2, 3], keepdim: true),
            Normalization.Layer => input.mean([1, 2, 3], keepdim: true),
            Normalization.Instance => input.mean([2, 3], keepdim: true),
            _ => torch.zeros(1),
        };
        torch.Tensor difference = input - mean;
        torch.Tensor variance = kind switch
        {
            Normalization.Batch => difference.square().mean([0, 2, 3], keepdim: true) + 0.01f,
            Normalization.Layer => difference.square().mean([1, 2, 3], keepdim: true) + 1e-5f,
            Normalization.Instance => difference.square().mean([2, 3], keepdim: true) + 1e-5f,
            Normalization.Pixel => difference.square().mean([1], keepdim: true) + 1e-8f,
            _ => torch.ones(1),
        };
        torch.Tensor expected = functional.leaky_relu(difference / variance.sqrt(), 0.2);

        NormalizationLayers.NormalizeAndActivate(input, norm, null, 0.2).sub(expected).abs().max().item<float>().Should().BeLessThan(1e-5f);
        input.Equals(kept).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Residual_networks_learn_with_it_in_either_type(Normalization kind)
    {
        using var scope = torch.NewDisposeScope();
        ImageShape shape = new(3, 16, 16);
        using IGenerator generator =
            ((ResidualGeneratorOptions)SmallArchitectures.Generator("residual", shape) with { Normalization = kind }).Create(1);
        using IDiscriminator discriminator =
            ((ResidualDiscriminatorOptions)SmallArchitectures.Discriminator("residual", shape) with { Normalization = kind }).Create(2);
        foreach (torch.ScalarType type in new[] { torch.ScalarType.Float32, torch.ScalarType.BFloat16 })
        {
            torch.Tensor images = generator.Generate(generator.Latent.Sample(3, seed: 1).to_type(type));
            discriminator.Discriminate(images).to_type(torch.ScalarType.Float32).sum().backward();
            images.dtype.Should().Be(type);
            generator.Network.parameters().First().grad!.abs().max().item<float>().Should().BePositive();
            generator.Network.zero_grad(true);
        }
    }
}
