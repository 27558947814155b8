using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class UpsampleConvLayerTests
{
    [Theory]
    [InlineData(2, 3, 4, 5, 6)]
    [InlineData(1, 5, 1, 3, 2)]
    [InlineData(3, 1, 7, 1, 1)]
    public void It_is_nearest_up_sampling_and_a_convolution(int n, int inputs, int outputs, int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        using UpsampleConvLayer layer = new(inputs, outputs);
        layer.to(torch.ScalarType.Float64);
        TorchSharp.Modules.Parameter[] weights = [.. layer.parameters()];
        using (torch.no_grad())
        {
            weights[0].normal_();
            weights[1].normal_();
        }

        torch.Tensor input = torch.randn([n, inputs, height, width], torch.ScalarType.Float64).requires_grad_();
        torch.Tensor pull = torch.randn([n, outputs, 2 * height, 2 * width], torch.ScalarType.Float64);
        torch.Tensor doubled = input.repeat_interleave(2, dim: 2).repeat_interleave(2, dim: 3);
        torch.Tensor[] expected = WithGradients(functional.conv2d(doubled, weights[0], weights[1], padding: [1, 1]));
        torch.Tensor[] actual = WithGradients(layer.forward(input));

        foreach ((torch.Tensor mine, torch.Tensor theirs) in actual.Zip(expected))
        {
            mine.shape.Should().Equal(theirs.shape);
            mine.detach().sub(theirs.detach()).abs().max().item<double>().Should().BeLessThan(1e-11);
        }

        torch.Tensor[] WithGradients(torch.Tensor output) =>
            [output, .. torch.autograd.grad([output.mul(pull).sum()], [input, weights[0], weights[1]])];
    }

    [Fact]
    public void Generating_computes_the_same_as_training()
    {
        using var scope = torch.NewDisposeScope();
        using UpsampleConvLayer layer = new(3, 4);
        torch.Tensor input = torch.randn([2, 3, 5, 5]);
        torch.Tensor trained = layer.forward(input).detach();

        using (torch.no_grad())
        {
            layer.forward(input).sub(trained).abs().max().item<float>().Should().BeLessThan(1e-5f);
        }
    }
}
