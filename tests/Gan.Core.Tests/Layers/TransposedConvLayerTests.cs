using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class TransposedConvLayerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_a_transposed_convolution(bool bias)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        using TransposedConvLayer layer = new(3, 2, bias);
        layer.to(torch.ScalarType.Float64);
        TorchSharp.Modules.Parameter[] weights = [.. layer.parameters()];
        using (torch.no_grad())
        {
            foreach (TorchSharp.Modules.Parameter weight in weights)
            {
                weight.normal_();
            }
        }

        torch.Tensor input = torch.randn([2, 3, 4, 5], torch.ScalarType.Float64);
        torch.Tensor expected = functional.conv_transpose2d(
            input, weights[0], bias ? weights[1] : null, strides: [2, 2], padding: [1, 1]);

        weights.Should().HaveCount(bias ? 2 : 1);
        layer.forward(input).sub(expected).abs().max().item<double>().Should().BeLessThan(1e-12);
    }
}
