using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Models.Layers;

public class Conv3x3Tests
{
    [Theory]
    [InlineData(3, 8, 1)]
    [InlineData(3, 8, 2)]
    [InlineData(8, 3, 1)]
    [InlineData(8, 3, 2)]
    public void It_is_a_convolution_also_where_its_gradients_take_another_way(int inputs, int outputs, int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        using Conv3x3 layer = new(inputs, outputs, stride);
        layer.to(torch.ScalarType.Float64);
        TorchSharp.Modules.Parameter[] weights = [.. layer.parameters()];
        using (torch.no_grad())
        {
            weights[0].normal_();
            weights[1].normal_();
        }

        torch.Tensor input = torch.randn([2, inputs, 6, 4], torch.ScalarType.Float64).requires_grad_();
        torch.Tensor plain = functional.conv2d(input, weights[0], weights[1], strides: [stride, stride], padding: [1, 1]);
        torch.Tensor pull = torch.randn_like(plain).detach();

        foreach ((torch.Tensor mine, torch.Tensor theirs) in WithGradients(layer.forward(input)).Zip(WithGradients(plain)))
        {
            mine.shape.Should().Equal(theirs.shape);
            mine.detach().sub(theirs.detach()).abs().max().item<double>().Should().BeLessThan(1e-11);
        }

        torch.Tensor[] WithGradients(torch.Tensor output) =>
            [output, .. torch.autograd.grad([output.mul(pull).sum()], [input, weights[0], weights[1]])];
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(8, 3)]
    public void It_computes_in_the_type_of_its_input_and_its_gradients_arrive_in_the_weights_own(int inputs, int outputs)
    {
        using var scope = torch.NewDisposeScope();
        using Conv3x3 layer = new(inputs, outputs);
        torch.Tensor output = layer.forward(torch.ones([1, inputs, 4, 4], torch.ScalarType.Float64));
        output.sum().backward();

        output.dtype.Should().Be(torch.ScalarType.Float64);
        layer.parameters().Select(weight => weight.grad!.dtype).Should().OnlyContain(type => type == torch.ScalarType.Float32);
    }
}
