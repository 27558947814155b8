using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core.Tests.Layers;

public class WeightInitializationTests
{
    [Fact]
    public void A_dense_layer_is_uniform_within_its_bound()
    {
        using Linear layer = torch.nn.Linear(300, 200);
        WeightInitialization.GlorotUniform(layer, seed: 1);
        ShouldBeUniform(layer.weight!, Math.Sqrt(6.0 / (300 + 200)));
    }

    [Fact]
    public void A_convolution_counts_its_receptive_field()
    {
        using Conv2d layer = torch.nn.Conv2d(64, 32, kernel_size: 3);
        WeightInitialization.GlorotUniform(layer, seed: 1);
        ShouldBeUniform(layer.weight!, Math.Sqrt(6.0 / ((64 + 32) * 9)));
    }

    [Fact]
    public void A_transposed_convolution_counts_its_receptive_field()
    {
        using ConvTranspose2d layer = torch.nn.ConvTranspose2d(64, 32, kernel_size: 4);
        WeightInitialization.GlorotUniform(layer, seed: 1);
        ShouldBeUniform(layer.weight!, Math.Sqrt(6.0 / ((64 + 32) * 16)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void He_counts_the_inputs_and_the_slope(double slope)
    {
        using ConvLayer layer = new(64, 32);
        WeightInitialization.HeNormal(layer, seed: 1, slope);
        ShouldBeNormal(layer.parameters().First(), Math.Sqrt(2 / ((1 + slope * slope) * 64 * 9)));
    }

    [Fact]
    public void Normal_has_the_deviation_asked_for_whatever_the_shape()
    {
        using ConvBlock block = new(new TransposedConvLayer(64, 32), torch.nn.BatchNorm2d(32));
        WeightInitialization.Normal(block, seed: 1, deviation: 0.02);
        ShouldBeNormal(block.parameters().First(), 0.02);
        block.parameters().Skip(1).Select(weight => weight.data<float>().Sum()).Should().Equal(0, 32, 0);
    }

    [Fact]
    public void Normal_weights_follow_from_the_whole_seed_and_not_from_the_layout_in_memory()
    {
        using ConvLayer layer = new(3, 2), again = new(3, 2), other = new(3, 2);
        using Conv2d rows = torch.nn.Conv2d(3, 2, kernel_size: 3);
        torch.manual_seed(1).Dispose();
        WeightInitialization.Normal(layer, seed: 7);
        torch.manual_seed(2).Dispose();
        WeightInitialization.Normal(again, seed: 7);
        WeightInitialization.Normal(rows, seed: 7);
        WeightInitialization.Normal(other, seed: 7 + (1L << 32));

        again.Bits().Should().Equal(layer.Bits());
        rows.Bits()["weight"].Should().Be(layer.Bits()["weight"]);
        other.Bits()["weight"].Should().NotBe(layer.Bits()["weight"]);
    }

    [Fact]
    public void Group_normalisation_starts_as_one_and_zero_although_TorchSharp_leaves_it_as_found_in_memory()
    {
        using GroupNorm norm = torch.nn.GroupNorm(2, 4);
        using ConvBlock block = new(new ConvLayer(3, 4, bias: false), norm);
        using (torch.no_grad())
        {
            norm.weight!.fill_(float.NaN);
            norm.bias!.fill_(float.NaN);
        }

        WeightInitialization.HeNormal(block, seed: 1);
        norm.weight!.data<float>().Should().Equal(1, 1, 1, 1);
        norm.bias!.data<float>().Should().Equal(0, 0, 0, 0);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Deviations_and_slopes_that_make_no_sense_are_refused(double value)
    {
        using DenseLayer layer = new(2, 2);
        layer.Invoking(module => WeightInitialization.Normal(module, 1, value)).Should().Throw<ArgumentOutOfRangeException>();
        layer.Invoking(module => WeightInitialization.HeNormal(module, 1, value)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Drawing_leaves_no_tensor_behind()
    {
        using ConvLayer layer = new(3, 2);
        layer.parameters().Count().Should().Be(2);
        long before = LiveTensors.Count;
        WeightInitialization.GlorotUniform(layer, 1);
        WeightInitialization.HeNormal(layer, 1);
        WeightInitialization.Normal(layer, 1);
        (LiveTensors.Count - before).Should().Be(0);
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
        WeightInitialization.GlorotUniform(layer, seed: 9);
        using torch.Tensor actual = torch.rand(4);
        actual.Bytes().Should().Equal(expected.Bytes());
    }

    private static SortedDictionary<string, string> Weights(long seed)
    {
        using IGenerator generator = TestData.Transposed.Create(seed);
        return generator.Network.Bits();
    }

    private static void ShouldBeNormal(torch.Tensor weight, double deviation)
    {
        using torch.Tensor rows = weight.detach().contiguous();
        double[] values = [.. rows.data<float>().Select(value => (double)value)];

        values.Average().Should().BeApproximately(0, 4 * deviation / Math.Sqrt(values.Length));
        Math.Sqrt(values.Average(value => value * value)).Should().BeApproximately(deviation, 0.03 * deviation);
        // A uniform distribution of the same deviation has 0.577 within one.
        (values.Count(value => Math.Abs(value) < deviation) / (double)values.Length).Should().BeApproximately(0.683, 0.02);
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
