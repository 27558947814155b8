using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Models.Layers;

/// <summary>The gradients written by hand against those that libtorch derives.</summary>
public class Conv3x3FunctionTests
{
    [Theory]
    [InlineData(2, 3, 4, 5, 7, 1)]
    [InlineData(3, 2, 5, 6, 4, 2)]
    [InlineData(2, 5, 3, 4, 6, 1)]
    [InlineData(2, 5, 3, 4, 6, 2)]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(1, 4, 2, 2, 2, 2)]
    public void Output_and_gradients_equal_those_of_the_convolution(int n, int inputs, int outputs, int height, int width, int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        torch.Tensor input = Random(n, inputs, height, width), weight = Random(outputs, inputs, 3, 3), bias = Random(outputs);
        torch.Tensor pull = Random(n, outputs, height / stride, width / stride).detach();

        torch.Tensor plain = functional.conv2d(input, weight, bias, strides: [stride, stride], padding: [1, 1]);
        torch.Tensor[] expected = [plain, .. torch.autograd.grad([plain.mul(pull).sum()], [input, weight, bias])];
        torch.Tensor own = Conv3x3Function.apply(input, weight, bias, stride);
        torch.Tensor[] actual = [own, .. torch.autograd.grad([own.mul(pull).sum()], [input, weight, bias])];

        foreach ((torch.Tensor mine, torch.Tensor theirs) in actual.Zip(expected))
        {
            mine.shape.Should().Equal(theirs.shape);
            mine.detach().sub(theirs.detach()).abs().max().item<double>().Should().BeLessThan(1e-12);
        }
    }

    [Fact]
    public void Gradients_of_gradients_are_right_too()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2).Dispose();
        torch.Tensor input = Random(2, 3, 4, 4), weight = Random(5, 3, 3, 3), bias = Random(5);

        torch.Tensor own = PenaltyGradient(Conv3x3Function.apply(input, weight, bias, 2));
        torch.Tensor plain = PenaltyGradient(functional.conv2d(input, weight, bias, strides: [2, 2], padding: [1, 1]));
        own.detach().sub(plain.detach()).abs().max().item<double>().Should().BeLessThan(1e-10);

        torch.Tensor PenaltyGradient(torch.Tensor output)
        {
            torch.Tensor gradient = torch.autograd.grad([output.square().sum()], [input], create_graph: true, retain_graph: true)[0];
            return torch.autograd.grad([gradient.square().sum()], [weight])[0];
        }
    }

    private static torch.Tensor Random(params long[] shape) => torch.randn(shape, torch.ScalarType.Float64).requires_grad_();
}
