using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

/// <summary>Normalisation of each picture by itself.</summary>
public class NormalizationTests
{
    [Theory]
    [InlineData(new long[] { 2, 3, 4, 5 })]
    [InlineData(new long[] { 4, 7 })]
    public void Pixel_normalisation_divides_by_the_root_of_the_mean_square_over_channels(long[] shape)
    {
        using var scope = torch.NewDisposeScope();
        using PixelNorm layer = new(epsilon: 0.01);
        torch.Tensor input = torch.randn(shape, torch.ScalarType.Float64);
        torch.Tensor[] channels = [.. Enumerable.Range(0, (int)shape[1]).Select(c => input.select(1, c))];
        torch.Tensor root = channels.Aggregate(torch.zeros_like(channels[0]), (sum, c) => sum + c * c).div(shape[1]).add(0.01).sqrt();

        torch.Tensor output = layer.forward(input);
        for (int c = 0; c < channels.Length; c++)
        {
            output.select(1, c).sub(channels[c] / root).abs().max().item<double>().Should().BeLessThan(1e-14);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Group_normalisation_is_that_of_TorchSharp_with_weights_that_have_begun(int groups)
    {
        using var scope = torch.NewDisposeScope();
        using GroupNormLayer layer = new(groups, 6, epsilon: 0.01);
        layer.named_parameters().Select(named => named.name).Should().Equal("weight", "bias");
        torch.Tensor input = torch.randn(2, 6, 4, 3);
        torch.Tensor plain = functional.group_norm(input, groups, eps: 0.01);
        layer.forward(input).sub(plain).abs().max().item<float>().Should().BeLessThan(1e-6f);

        using (torch.no_grad())
        {
            layer.parameters().First().fill_(2f);
            layer.parameters().Last().fill_(3f);
        }

        layer.forward(input).sub(plain * 2f + 3f).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void Both_keep_channels_last()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor input = MemoryFormat.ChannelsLast(torch.randn(2, 4, 5, 6));
        using PixelNorm pixel = new();
        using GroupNormLayer group = new(2, 4);
        pixel.forward(input).stride().Should().Equal(input.stride());
        group.forward(input).stride().Should().Equal(input.stride());
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Refused(() => new PixelNorm(0), "epsilon");
        Refused(() => new GroupNormLayer(0, 4), "groups");
        Refused(() => new GroupNormLayer(3, 4), "groups");
        Refused(() => new GroupNormLayer(1, 0), "channels");
        Refused(() => new GroupNormLayer(1, 4, double.NaN), "epsilon");

        static void Refused(Func<object> create, string name) =>
            create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
    }
}
