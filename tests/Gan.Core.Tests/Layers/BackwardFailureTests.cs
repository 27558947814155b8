using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Layers;

/// <summary>What happens when the gradients of <see cref="TransposedConvFunction"/> cannot be had: an exception there would end the process.</summary>
public sealed class BackwardFailureTests : IDisposable
{
    private readonly List<string> _ways = [];

    public void Dispose()
    {
        TransposedConvFunction.BeforeGradients = null;
        Record.Exception(BackwardFailure.ThrowIfAny);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Without_memory_for_the_windows_libtorch_computes_the_same_gradients(int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        torch.Tensor input = Random(2, 3, 4, 5), kernel = Random(3, 2, 3, 3);
        double[][] expected = Gradients(input, kernel, stride);
        FailIn("gradients");
        double[][] actual = Gradients(input, kernel, stride);

        _ways.Should().Equal("gradients", "plain_gradients");
        BackwardFailure.ThrowIfAny();
        foreach ((double[] one, double[] other) in actual.Zip(expected))
        {
            one.Zip(other).Max(pair => Math.Abs(pair.First - pair.Second)).Should().BeLessThan(1e-12);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_gradients_of_libtorch_s_gradients_are_the_same_too(int stride)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        torch.Tensor input = Random(2, 3, 4, 5), kernel = Random(3, 2, 3, 3);
        double[] expected = PenaltyGradient();
        FailIn("gradients");
        double[] actual = PenaltyGradient();

        actual.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second)).Should().BeLessThan(1e-10);

        double[] PenaltyGradient()
        {
            torch.Tensor output = Own(input, kernel, stride).square().sum();
            torch.Tensor gradient = torch.autograd.grad([output], [input], create_graph: true, retain_graph: true)[0];
            return Numbers(torch.autograd.grad([gradient.square().sum()], [kernel])[0]);
        }
    }

    [Fact]
    public void When_that_fails_too_the_gradients_are_not_numbers_and_the_exception_is_thrown_afterwards_once()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor input = Random(2, 3, 4, 5), kernel = Random(3, 2, 3, 3);
        FailIn("gradients", "plain_gradients");
        double[][] gradients = Gradients(input, kernel, 2);

        gradients.Should().HaveCount(2).And.OnlyContain(numbers => numbers.All(double.IsNaN));
        gradients.Select(numbers => (long)numbers.Length).Should().Equal(input.numel(), kernel.numel());
        Action throwing = BackwardFailure.ThrowIfAny;
        throwing.Should().Throw<ExternalException>().WithMessage("no memory for plain_gradients");
        throwing.Should().NotThrow();
    }

    [Fact]
    public void An_input_that_was_overwritten_is_such_a_failure()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor input = Random(2, 3, 4, 5), kernel = Random(3, 2, 3, 3);
        torch.Tensor copy = input.mul(1);
        torch.Tensor output = Own(copy, kernel, 2);
        copy.add_(1);
        output.sum().backward();

        Numbers(kernel.grad!).Should().OnlyContain(number => double.IsNaN(number));
        ((Action)BackwardFailure.ThrowIfAny).Should().Throw<ExternalException>().WithMessage("*modified by an inplace operation*");
    }

    [Fact]
    public void A_failure_shows_in_the_thread_that_called_backward_and_in_no_other()
    {
        FailIn("gradients", "plain_gradients");
        Exception? there = null;
        Thread thread = new(() =>
        {
            using var scope = torch.NewDisposeScope();
            Own(Random(2, 3, 4, 5), Random(3, 2, 3, 3), 2).sum().backward();
            there = Record.Exception(BackwardFailure.ThrowIfAny);
        });
        thread.Start();
        thread.Join();

        there.Should().BeOfType<NoMemoryException>();
        BackwardFailure.ThrowIfAny();
    }

    [SkippableFact]
    public void A_training_step_throws_it_and_the_process_lives_on()
    {
        Skip.IfNot(Avx2.IsSupported && !Avx512F.IsSupported, "Elsewhere libtorch's own gradients are used, whose exceptions libtorch carries itself.");
        using GanTrainer trainer = TestData.Gan().WithGenerator(TestData.Upsampling).Build();
        FailIn("gradients", "plain_gradients");

        trainer.Invoking(run => run.Train(TestData.Pictures())).Should().Throw<ExternalException>().WithMessage("no memory for plain_gradients");
    }

    [Fact]
    public void Failures_leave_no_tensor_behind()
    {
        FailIn("gradients", "plain_gradients");
        Pass();
        long before = LiveTensors.Count;
        Pass();
        (LiveTensors.Count - before).Should().Be(0);

        static void Pass()
        {
            using var scope = torch.NewDisposeScope();
            Own(Random(2, 3, 4, 4), Random(3, 5, 3, 3), 2).sum().backward();
            Record.Exception(BackwardFailure.ThrowIfAny).Should().NotBeNull();
        }
    }

    private static torch.Tensor Own(torch.Tensor input, torch.Tensor kernel, int stride) =>
        TransposedConvFunction.apply(input, kernel, new long[] { stride, stride }, new long[] { 2 - stride, 2 - stride });

    private static torch.Tensor Random(params long[] shape) => torch.randn(shape, torch.ScalarType.Float64).requires_grad_();

    private static double[] Numbers(torch.Tensor tensor) => tensor.detach().contiguous().data<double>().ToArray();

    private static double[][] Gradients(torch.Tensor input, torch.Tensor kernel, int stride)
    {
        Own(input, kernel, stride).square().sum().backward();
        double[][] gradients = [Numbers(input.grad!), Numbers(kernel.grad!)];
        input.grad = null;
        kernel.grad = null;
        return gradients;
    }

    private void FailIn(params string[] ways) => TransposedConvFunction.BeforeGradients = way =>
    {
        _ways.Add(way);
        if (ways.Contains(way))
        {
            throw new NoMemoryException($"no memory for {way}");
        }
    };

    private sealed class NoMemoryException(string message) : ExternalException(message);
}
