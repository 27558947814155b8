using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class DenseLayerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_a_linear_layer(bool bias)
    {
        using var scope = torch.NewDisposeScope();
        using DenseLayer layer = new(3, 2, bias);
        WeightInitialization.Normal(layer, seed: 1, deviation: 1);
        TorchSharp.Modules.Parameter[] weights = [.. layer.parameters()];
        torch.Tensor input = torch.randn(4, 5, 3);

        weights.Should().HaveCount(bias ? 2 : 1);
        layer.forward(input).Equals(functional.linear(input, weights[0], bias ? weights[1] : null)).Should().BeTrue();
    }
}
