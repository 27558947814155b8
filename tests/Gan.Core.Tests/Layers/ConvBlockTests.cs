using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class ConvBlockTests
{
    [Fact]
    public void It_convolves_normalises_and_activates_and_any_normalisation_will_do()
    {
        using var scope = torch.NewDisposeScope();
        using ConvLayer conv = new(2, 3);
        WeightInitialization.HeNormal(conv, seed: 1, leakySlope: 0.2);
        using TorchSharp.Modules.InstanceNorm2d norm = InstanceNorm2d(3);
        using ConvBlock block = new(conv, norm, leakySlope: 0.2);
        torch.Tensor input = torch.randn(2, 2, 4, 4);
        torch.Tensor expected = functional.leaky_relu(norm.forward(conv.forward(input)), 0.2);

        block.forward(input).Equals(expected).Should().BeTrue();
    }

    [Fact]
    public void Without_a_slope_nothing_is_below_zero_and_dropout_takes_its_share()
    {
        using var scope = torch.NewDisposeScope();
        using ConvBlock block = new(new ConvLayer(2, 8), dropout: 0.5);
        WeightInitialization.Normal(block, seed: 1, deviation: 1);
        torch.Tensor input = torch.randn(4, 2, 16, 16);
        torch.Tensor trained = block.forward(input);
        block.eval();
        torch.Tensor generated = block.forward(input);

        generated.min().item<float>().Should().Be(0);
        double zeroed = trained.eq(0).logical_and(generated.gt(0)).sum().item<long>() / (double)generated.gt(0).sum().item<long>();
        zeroed.Should().BeApproximately(0.5, 0.05);
    }

    [Theory]
    [InlineData(-0.1, 0, "leakySlope")]
    [InlineData(1, 0, "leakySlope")]
    [InlineData(double.NaN, 0, "leakySlope")]
    [InlineData(0.2, 1, "dropout")]
    [InlineData(0.2, -0.1, "dropout")]
    public void Shares_outside_zero_to_one_are_refused(double slope, double dropout, string name)
    {
        using ConvLayer conv = new(1, 1);
        Action create = () => new ConvBlock(conv, norm: null, slope, dropout).Dispose();
        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
    }
}
