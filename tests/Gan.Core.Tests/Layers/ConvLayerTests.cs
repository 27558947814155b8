using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class ConvLayerTests
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
        using ConvLayer layer = new(inputs, outputs, stride: stride);
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
        using ConvLayer layer = new(inputs, outputs);
        torch.Tensor output = layer.forward(torch.ones([1, inputs, 4, 4], torch.ScalarType.Float64));
        output.sum().backward();

        output.dtype.Should().Be(torch.ScalarType.Float64);
        layer.parameters().Select(weight => weight.grad!.dtype).Should().OnlyContain(type => type == torch.ScalarType.Float32);
    }

    [Theory]
    [InlineData(1, 1, null, 1, true)]
    [InlineData(4, 2, 1, 1, false)]
    [InlineData(3, 1, 0, 1, true)]
    [InlineData(3, 1, null, 2, false)]
    [InlineData(5, 3, null, 4, true)]
    public void Any_kernel_stride_padding_and_groups_are_those_of_a_convolution(int kernel, int stride, int? padding, int groups, bool bias)
    {
        using var scope = torch.NewDisposeScope();
        using ConvLayer layer = new(8, 4, kernel, stride, padding, groups, bias);
        WeightInitialization.Normal(layer, seed: 1);
        TorchSharp.Modules.Parameter[] weights = [.. layer.parameters()];
        torch.Tensor input = torch.randn(2, 8, 7, 6);
        int zeros = padding ?? kernel / 2;

        weights.Should().HaveCount(bias ? 2 : 1);
        torch.Tensor expected = functional.conv2d(
            input, weights[0], bias ? weights[1] : null, strides: [stride, stride], padding: [zeros, zeros], groups: groups);
        layer.forward(input).sub(expected).abs().max().item<float>().Should().BeLessThan(1e-6f);
    }
}
