using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core.Tests.Models.Layers;

public class GlorotInitializationTests
{
    [Fact]
    public void A_dense_layer_is_uniform_within_its_bound()
    {
        using Linear layer = torch.nn.Linear(300, 200);
        GlorotInitialization.Apply(layer, seed: 1);
        ShouldBeUniform(layer.weight!, Math.Sqrt(6.0 / (300 + 200)));
    }

    [Fact]
    public void A_convolution_counts_its_receptive_field()
    {
        using Conv2d layer = torch.nn.Conv2d(64, 32, kernel_size: 3);
        GlorotInitialization.Apply(layer, seed: 1);
        ShouldBeUniform(layer.weight!, Math.Sqrt(6.0 / ((64 + 32) * 9)));
    }

    [Fact]
    public void A_transposed_convolution_counts_its_receptive_field()
    {
        using ConvTranspose2d layer = torch.nn.ConvTranspose2d(64, 32, kernel_size: 4);
        GlorotInitialization.Apply(layer, seed: 1);
        ShouldBeUniform(layer.weight!, Math.Sqrt(6.0 / ((64 + 32) * 16)));
    }

    [Fact]
    public void Biases_are_zero_and_normalisation_starts_as_one_and_zero()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        using IDiscriminator discriminator = TestData.Discriminator.Create(seed: 1);
        using var scope = torch.NewDisposeScope();
        foreach ((string name, torch.Tensor value) in generator.Network.state_dict().Concat(discriminator.Network.state_dict()))
        {
            double? constant = name switch
            {
                _ when name.EndsWith("bias", StringComparison.Ordinal) => 0,
                _ when name.EndsWith("norm.weight", StringComparison.Ordinal) => 1,
                _ when name.EndsWith("running_mean", StringComparison.Ordinal) => 0,
                _ when name.EndsWith("running_var", StringComparison.Ordinal) => 1,
                _ => null,
            };
            if (constant is { } expected)
            {
                value.eq(expected).all().item<bool>().Should().BeTrue(name);
            }
        }
    }

    [Fact]
    public void The_seed_fixes_the_weights_whatever_the_global_generator_does()
    {
        torch.manual_seed(1).Dispose();
        var first = Weights(seed: 7);
        torch.manual_seed(2).Dispose();
        var second = Weights(seed: 7);

        second.Should().Equal(first);
        Weights(seed: 8)["dense.weight"].Should().NotBe(first["dense.weight"]);
    }

    [Fact]
    public void Every_layer_draws_other_numbers()
    {
        using IGenerator generator = (TestData.Transposed with { Channels = [4, 4, 4] }).Create(seed: 1);
        var weights = generator.Network.Bits();
        weights["blocks.0.conv.weight"].Should().NotBe(weights["blocks.1.conv.weight"]);
    }

    [Fact]
    public void The_global_generator_is_left_alone()
    {
        torch.manual_seed(1).Dispose();
        using torch.Tensor expected = torch.rand(4);
        torch.manual_seed(1).Dispose();
        using Linear layer = new Func<Linear>(() => torch.nn.Linear(3, 3))();
        torch.manual_seed(1).Dispose();
        GlorotInitialization.Apply(layer, seed: 9);
        using torch.Tensor actual = torch.rand(4);
        actual.Bytes().Should().Equal(expected.Bytes());
    }

    private static SortedDictionary<string, string> Weights(long seed)
    {
        using IGenerator generator = TestData.Transposed.Create(seed);
        return generator.Network.Bits();
    }

    private static void ShouldBeUniform(torch.Tensor weight, double bound)
    {
        double[] values = [.. weight.data<float>().Select(value => (double)value)];
        double deviation = bound / Math.Sqrt(3);

        values.Max(Math.Abs).Should().BeInRange(0.999 * bound, bound * (1 + 1e-6));
        values.Average().Should().BeApproximately(0, 4 * deviation / Math.Sqrt(values.Length));
        Math.Sqrt(values.Average(value => value * value)).Should().BeApproximately(deviation, 0.02 * deviation);
    }
}
