using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Training;

public class AdamOptimizerTests
{
    [Theory]
    [InlineData(0.01, 0.5, 0.999, 1e-8)]
    [InlineData(0.001, 0.9, 0.99, 1e-3)]
    [InlineData(0.1, 0, 0, 1e-7)]
    public void Twenty_steps_equal_those_of_TorchSharp_s_Adam(double learningRate, double beta1, double beta2, double epsilon)
    {
        using var scope = torch.NewDisposeScope();
        using Module<torch.Tensor, torch.Tensor> ours = Network();
        using Module<torch.Tensor, torch.Tensor> theirs = Network();
        using AdamOptimizer optimizer = new(ours, new AdamOptions { LearningRate = learningRate, Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon });
        using var reference = torch.optim.Adam(theirs.parameters(), learningRate, beta1, beta2, epsilon);

        for (int step = 0; step < 20; step++)
        {
            torch.Tensor input = Input(step);
            ours.forward(input).square().mean().backward();
            optimizer.Step();
            reference.zero_grad();
            theirs.forward(input).square().mean().backward();
            reference.step();
        }

        foreach ((Parameter mine, Parameter expected) in ours.parameters().Zip(theirs.parameters()))
        {
            RelativeDifference(mine, expected).Should().BeLessThan(1e-12);
        }
    }

    [Theory]
    [InlineData(Storage.ColumnByColumn)]
    [InlineData(Storage.EveryOtherColumn)]
    [InlineData(Storage.EveryOtherNumberColumnByColumn)]
    public void A_weight_that_is_stored_in_another_order_is_changed_in_the_right_places(Storage storage)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor memory = torch.linspace(1, 2, 24, torch.ScalarType.Float64);
        torch.Tensor neighbours = memory[torch.TensorIndex.Slice(1, null, 2)];
        torch.Tensor untouched = neighbours.clone();
        using OneWeight ours = new(storage switch
        {
            Storage.ColumnByColumn => memory[torch.TensorIndex.Slice(0, null, 2)].clone().view(4, 3).t(),
            Storage.EveryOtherColumn => memory.view(3, 8)[torch.TensorIndex.Colon, torch.TensorIndex.Slice(0, null, 2)],
            Storage.EveryOtherNumberColumnByColumn => memory.as_strided([3, 4], [2, 6], 0),
            _ => throw new ArgumentOutOfRangeException(nameof(storage)),
        });
        Parameter theirs = new(ours.Weight.detach().contiguous());
        using AdamOptimizer optimizer = new(ours, new(0.01));
        using var reference = torch.optim.Adam([theirs], 0.01, 0.5, 0.999);
        torch.Tensor target = torch.arange(12, torch.ScalarType.Float64).view(3, 4);

        for (int step = 0; step < 5; step++)
        {
            ours.Weight.mul(target).sub(1).square().mean().backward();
            optimizer.Step();
            reference.zero_grad();
            theirs.mul(target).sub(1).square().mean().backward();
            reference.step();
        }

        ours.Weight.is_contiguous().Should().BeFalse();
        RelativeDifference(ours.Weight, theirs).Should().BeLessThan(1e-12);
        neighbours.Bytes().Should().Equal(untouched.Bytes());
    }

    [Fact]
    public void A_weight_without_a_gradient_is_left_as_it_is()
    {
        using var scope = torch.NewDisposeScope();
        using Module<torch.Tensor, torch.Tensor> network = Network();
        using AdamOptimizer optimizer = new(network, new());
        var before = network.Bits();
        network.get_parameter("0.weight")!.square().sum().backward();
        optimizer.Step();
        var after = network.Bits();

        after["0.weight"].Should().NotBe(before["0.weight"]);
        after.Where(entry => entry.Key != "0.weight").Should().BeEquivalentTo(before.Where(entry => entry.Key != "0.weight"));
        optimizer.State.Where(entry => entry.Value.ne(0).any().item<bool>()).Select(entry => entry.Name)
            .Should().Equal("0.weight.exp_avg", "0.weight.exp_avg_sq", "0.weight.step");
    }

    [Fact]
    public void A_step_without_any_gradient_changes_nothing()
    {
        using Module<torch.Tensor, torch.Tensor> network = Network();
        using AdamOptimizer optimizer = new(network, new());
        var before = network.Bits();
        optimizer.Step();
        network.Bits().Should().Equal(before);
    }

    [Fact]
    public void A_frozen_weight_is_not_trained()
    {
        using Module<torch.Tensor, torch.Tensor> network = Network();
        network.get_parameter("0.weight")!.requires_grad = false;
        using AdamOptimizer optimizer = new(network, new());
        optimizer.State.Select(entry => entry.Name).Should().NotContain("0.weight.step").And.Contain("0.bias.step");
        optimizer.Weights.Should().HaveCount(3);
    }

    [Fact]
    public void The_state_has_PyTorch_s_names_and_the_shapes_of_the_weights()
    {
        using var scope = torch.NewDisposeScope();
        using Module<torch.Tensor, torch.Tensor> network = Network();
        using AdamOptimizer optimizer = new(network, new());
        network.forward(Input(0)).sum().backward();
        optimizer.Step();

        optimizer.State.Select(entry => $"{entry.Name} [{string.Join(", ", entry.Value.shape)}]").Should().Equal(
            "0.weight.exp_avg [5, 4]",
            "0.weight.exp_avg_sq [5, 4]",
            "0.weight.step []",
            "0.bias.exp_avg [5]",
            "0.bias.exp_avg_sq [5]",
            "0.bias.step []",
            "2.weight.exp_avg [3, 5]",
            "2.weight.exp_avg_sq [3, 5]",
            "2.weight.step []",
            "2.bias.exp_avg [3]",
            "2.bias.exp_avg_sq [3]",
            "2.bias.step []");
        optimizer.State.Where(entry => entry.Name.EndsWith("step", StringComparison.Ordinal))
            .Should().OnlyContain(entry => entry.Value.item<float>() == 1);
    }

    [Fact]
    public void A_step_drops_the_gradients()
    {
        using var scope = torch.NewDisposeScope();
        using Module<torch.Tensor, torch.Tensor> network = Network();
        using AdamOptimizer optimizer = new(network, new());
        network.forward(Input(0)).sum().backward();
        optimizer.Step();
        network.parameters().All(weight => weight.grad is null).Should().BeTrue();
    }

    [Fact]
    public void Steps_leave_no_tensor_and_the_state_goes_with_the_optimizer()
    {
        using Module<torch.Tensor, torch.Tensor> network = Network();
        long before = LiveTensors.Count;
        using (AdamOptimizer optimizer = new(network, new()))
        {
            long made = LiveTensors.Count;
            (made - before).Should().Be(12);
            for (int step = 0; step < 3; step++)
            {
                using (torch.NewDisposeScope())
                {
                    network.forward(Input(step)).sum().backward();
                }

                optimizer.Step();
                LiveTensors.Count.Should().Be(made);
            }
        }

        LiveTensors.Count.Should().Be(before);
    }

    [Theory]
    [InlineData(0, 0.5, 0.999, 1e-8, "the owner's learning rate is 0; it must be above 0 (0.0002 is usual).")]
    [InlineData(double.NaN, 0.5, 0.999, 1e-8, "the owner's learning rate is NaN; it must be above 0 (0.0002 is usual).")]
    [InlineData(1, 1, 0.999, 1e-8, "the owner's beta1 is 1; it must lie in [0, 1) (0.5 is usual).")]
    [InlineData(1, 0.5, -1, 1e-8, "the owner's beta2 is -1; it must lie in [0, 1) (0.999 is usual).")]
    [InlineData(1, 0.5, 0.999, 0, "the owner's epsilon is 0; it must be above 0 (1e-8 is usual).")]
    public void A_setting_out_of_range_is_a_problem(double learningRate, double beta1, double beta2, double epsilon, string problem) =>
        new AdamOptions { LearningRate = learningRate, Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon }.Validate("owner").Should().Equal(problem);

    [Fact]
    public void Infinite_settings_are_problems() =>
        new AdamOptions { LearningRate = double.PositiveInfinity, Epsilon = double.PositiveInfinity }.Validate("owner").Should().HaveCount(2);

    private static Sequential Network()
    {
        torch.manual_seed(1).Dispose();
        Sequential network = Sequential(Linear(4, 5), Tanh(), Linear(5, 3));
        network.to(torch.ScalarType.Float64);
        return network;
    }

    private static torch.Tensor Input(int step)
    {
        torch.manual_seed(100 + step).Dispose();
        return torch.randn([6, 4], torch.ScalarType.Float64);
    }

    private static double RelativeDifference(torch.Tensor actual, torch.Tensor expected)
    {
        using var scope = torch.NewDisposeScope();
        return actual.detach().sub(expected.detach()).abs().max().div(expected.detach().abs().max()).item<double>();
    }

    /// <summary>How a weight lies in memory.</summary>
    public enum Storage
    {
        ColumnByColumn,
        EveryOtherColumn,
        EveryOtherNumberColumnByColumn,
    }

    /// <summary>A module with one weight.</summary>
    private sealed class OneWeight : Module<torch.Tensor, torch.Tensor>
    {
        public OneWeight(torch.Tensor weight)
            : base(nameof(OneWeight))
        {
            Weight = new Parameter(weight);
            register_parameter("weight", Weight);
        }

        public Parameter Weight { get; }

        public override torch.Tensor forward(torch.Tensor input) => input.matmul(Weight);
    }
}
