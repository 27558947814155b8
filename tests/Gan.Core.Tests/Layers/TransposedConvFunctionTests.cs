using System.Runtime.Intrinsics.X86;
using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

/// <summary>The gradients written by hand against those that libtorch derives.</summary>
public class TransposedConvFunctionTests
{
    [Theory]
    [InlineData(2, 3, 4, 5, 7, 1)]
    [InlineData(3, 2, 5, 6, 4, 2)]
    [InlineData(2, 5, 3, 4, 6, 1)]
    [InlineData(2, 5, 3, 3, 5, 2)]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(1, 4, 2, 1, 1, 2)]
    public void Output_and_gradients_equal_those_of_the_transposed_convolution(int n, int inputs, int outputs, int height, int width, int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        torch.Tensor input = Random(n, inputs, height, width), kernel = Random(inputs, outputs, 3, 3);

        torch.Tensor plain = Plain(input, kernel, stride);
        torch.Tensor pull = torch.randn_like(plain).detach();
        torch.Tensor[] expected = [plain, .. torch.autograd.grad([plain.mul(pull).sum()], [input, kernel])];
        torch.Tensor own = Own(input, kernel, stride);
        torch.Tensor[] actual = [own, .. torch.autograd.grad([own.mul(pull).sum()], [input, kernel])];

        foreach ((torch.Tensor mine, torch.Tensor theirs) in actual.Zip(expected))
        {
            ShouldEqual(mine, theirs);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Channels_last_pictures_and_gradients_that_lie_in_a_larger_tensor_give_the_same(int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3).Dispose();
        torch.Tensor input = Random(2, 3, 4, 5), kernel = Random(3, 5, 3, 3);
        torch.Tensor interleaved = MemoryFormat.ChannelsLast(input.detach()).requires_grad_();

        torch.Tensor plain = Plain(input, kernel, stride), own = Own(interleaved, kernel, stride);
        torch.Tensor pull = MemoryFormat.ChannelsLast(torch.randn(3, plain.size(1), plain.size(2), plain.size(3), torch.ScalarType.Float64)).narrow(0, 1, 2);
        IList<torch.Tensor> expected = torch.autograd.grad([plain], [input, kernel], [pull]);
        IList<torch.Tensor> actual = torch.autograd.grad([own], [interleaved, kernel], [pull]);

        pull.storage_offset().Should().BePositive();
        ShouldEqual(own, plain);
        ShouldEqual(actual[0], expected[0]);
        ShouldEqual(actual[1], expected[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_of_gradients_are_right_too_however_often_they_are_asked_for(int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2).Dispose();
        for (int i = 0; i < 4; i++)
        {
            torch.Tensor input = Random(2, 3, 4, 4), kernel = Random(3, 5, 3, 3);
            ShouldEqual(PenaltyGradient(Own(input, kernel, stride), input, kernel), PenaltyGradient(Plain(input, kernel, stride), input, kernel));
        }

        static torch.Tensor PenaltyGradient(torch.Tensor output, torch.Tensor input, torch.Tensor kernel)
        {
            torch.Tensor gradient = torch.autograd.grad([output.square().sum()], [input], create_graph: true, retain_graph: true)[0];
            return torch.autograd.grad([gradient.square().sum()], [kernel])[0];
        }
    }

    [Theory]
    [InlineData(32, 64, true)]
    [InlineData(32, 128, false)]
    [InlineData(8, 128, true)]
    [InlineData(9, 128, false)]
    public void Pictures_whose_windows_would_take_much_memory_go_the_plain_way(int batch, int side, bool small)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor input = torch.zeros(1).expand(batch, 128, side, side), kernel = torch.zeros([128, 113, 3, 3], requires_grad: true);

        TransposedConvFunction.IsFaster(input, kernel).Should().Be(small && Avx2.IsSupported && !Avx512F.IsSupported);
        TransposedConvFunction.IsFaster(input, kernel.transpose(0, 1)).Should().Be(small && Avx2.IsSupported && !Avx512F.IsSupported);
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
            Own(Random(2, 3, 4, 4), Random(3, 5, 3, 3), 2).sum().backward();
        }
    }

    [Fact]
    public void Passes_back_outside_a_scope_pile_nothing_up()
    {
        using torch.Tensor input = Random(2, 3, 4, 4), kernel = Random(3, 5, 3, 3);
        Pass();
        long before = LiveTensors.Count;
        Pass();
        Pass();
        (LiveTensors.Count - before).Should().Be(0);

        void Pass()
        {
            torch.Tensor loss;
            using (torch.NewDisposeScope())
            {
                loss = Own(input, kernel, 2).sum().MoveToOuterDisposeScope();
            }

            using (loss)
            {
                loss.backward();
            }

            input.grad = null;
            kernel.grad = null;
        }
    }

    private static torch.Tensor Own(torch.Tensor input, torch.Tensor kernel, int stride) =>
        TransposedConvFunction.apply(input, kernel, new long[] { stride, stride }, new long[] { 2 - stride, 2 - stride });

    private static torch.Tensor Plain(torch.Tensor input, torch.Tensor kernel, int stride) =>
        functional.conv_transpose2d(input, kernel, strides: [stride, stride], padding: [2 - stride, 2 - stride]);

    private static torch.Tensor Random(params long[] shape) => torch.randn(shape, torch.ScalarType.Float64).requires_grad_();

    private static void ShouldEqual(torch.Tensor actual, torch.Tensor expected)
    {
        actual.shape.Should().Equal(expected.shape);
        actual.detach().sub(expected.detach()).abs().max().item<double>().Should().BeLessThan(1e-10);
    }
}
