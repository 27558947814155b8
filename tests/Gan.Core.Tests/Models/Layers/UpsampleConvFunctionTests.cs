using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Models.Layers;

/// <summary>The gradients written by hand against those that libtorch derives from the plain layers.</summary>
public class UpsampleConvFunctionTests
{
    [Theory]
    [InlineData(2, 3, 4, 5, 6)]
    [InlineData(1, 5, 1, 3, 2)]
    [InlineData(3, 1, 7, 1, 1)]
    public void Output_and_gradients_equal_those_of_up_sampling_and_convolution(int n, int inputs, int outputs, int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        torch.Tensor input = Random(n, inputs, height, width), weight = Random(outputs, inputs, 3, 3), pull = Random(n, outputs, 2 * height, 2 * width);

        torch.Tensor[] expected = Gradients(Plain(input, weight), input, weight, pull);
        torch.Tensor[] actual = Gradients(UpsampleConvFunction.apply(input, weight, Kernel(weight)), input, weight, pull);

        for (int i = 0; i < expected.Length; i++)
        {
            ShouldEqual(actual[i], expected[i]);
        }
    }

    [Fact]
    public void Gradients_of_gradients_are_right_too()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2).Dispose();
        torch.Tensor input = Random(2, 3, 4, 4), weight = Random(5, 3, 3, 3), pull = Random(2, 5, 8, 8);

        ShouldEqual(PenaltyGradient(UpsampleConvFunction.apply(input, weight, Kernel(weight))), PenaltyGradient(Plain(input, weight)));

        torch.Tensor PenaltyGradient(torch.Tensor output)
        {
            torch.Tensor gradient = torch.autograd.grad([output.mul(pull).sum()], [input], create_graph: true, retain_graph: true)[0];
            return torch.autograd.grad([gradient.square().sum()], [weight])[0];
        }
    }

    [Fact]
    public void A_pass_forth_and_back_leaves_nothing_behind()
    {
        Pass();
        long before = LiveTensors.Count;
        Pass();
        (LiveTensors.Count - before).Should().Be(0);

        static void Pass()
        {
            using var scope = torch.NewDisposeScope();
            torch.Tensor input = Random(2, 3, 4, 4), weight = Random(5, 3, 3, 3);
            UpsampleConvFunction.apply(input, weight, Kernel(weight)).sum().backward();
        }
    }

    private static torch.Tensor Random(params long[] shape) =>
        torch.randn(shape, torch.ScalarType.Float64).requires_grad_();

    private static torch.Tensor Plain(torch.Tensor input, torch.Tensor weight) =>
        functional.conv2d(input.repeat_interleave(2, dim: 2).repeat_interleave(2, dim: 3), weight, padding: [1, 1]);

    /// <summary>The folded kernel, tap by tap: rows and columns 2, 1 + 2, 0 + 1 and 0 of the 3×3 weights.</summary>
    private static torch.Tensor Kernel(torch.Tensor weight)
    {
        torch.Tensor rows = Fold(weight.detach(), 2);
        return Fold(rows, 3).transpose(0, 1);

        static torch.Tensor Fold(torch.Tensor w, int axis)
        {
            torch.Tensor[] taps = [.. Enumerable.Range(0, 3).Select(k => w.narrow(axis, k, 1))];
            return torch.cat([taps[2], taps[1].add(taps[2]), taps[0].add(taps[1]), taps[0]], axis);
        }
    }

    private static torch.Tensor[] Gradients(torch.Tensor output, torch.Tensor input, torch.Tensor weight, torch.Tensor pull) =>
        [output, .. torch.autograd.grad([output.mul(pull).sum()], [input, weight])];

    private static void ShouldEqual(torch.Tensor actual, torch.Tensor expected)
    {
        actual.shape.Should().Equal(expected.shape);
        actual.detach().sub(expected.detach()).abs().max().item<double>().Should().BeLessThan(1e-11);
    }
}
