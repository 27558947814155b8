using Gan.Core.Layers;
using Gan.Core.ModelFiles;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class SpectralNormTests
{
    public static TheoryData<string> Kinds => [.. Layers.Keys];

    private static Dictionary<string, Func<double?, (Module<torch.Tensor, torch.Tensor> Layer, long[] Input)>> Layers { get; } = new()
    {
        ["dense"] = norm => (new DenseLayer(6, 5, spectralNorm: norm), [3, 6]),
        ["convolution"] = norm => (new ConvLayer(3, 5, spectralNorm: norm), [2, 3, 4, 4]),
        ["convolution to fewer channels"] = norm => (new ConvLayer(5, 3, spectralNorm: norm), [2, 5, 4, 4]),
        ["convolution in groups"] = norm => (new ConvLayer(6, 4, kernelSize: 1, groups: 2, spectralNorm: norm), [2, 6, 4, 4]),
        ["transposed convolution"] = norm => (new TransposedConvLayer(3, 5, spectralNorm: norm), [2, 3, 3, 4]),
        ["up-sampling convolution"] = norm => (new UpsampleConvLayer(3, 5, spectralNorm: norm), [2, 3, 3, 4]),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_weight_is_divided_by_its_largest_singular_value(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        (Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input) = Make(kind, norm: 1.5);
        using Module<torch.Tensor, torch.Tensor> plain = Layers[kind](null).Layer;
        plain.to(torch.ScalarType.Float64);
        using (layer)
        using (torch.no_grad())
        {
            for (int i = 0; i < 500; i++)
            {
                SpectralNorm.Iterate(layer);
            }

            TorchSharp.Modules.Parameter weight = layer.parameters().First();
            plain.parameters().First().copy_(weight.mul(1.5 / Largest(weight, kind)));
            layer.forward(input).sub(plain.forward(input)).abs().max().item<double>().Should().BeLessThan(1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_initial_estimate_is_already_near_and_never_above_the_truth(string kind)
    {
        using var scope = torch.NewDisposeScope();
        (Module<torch.Tensor, torch.Tensor> layer, _) = Make(kind);
        using (layer)
        {
            TorchSharp.Modules.Parameter weight = layer.parameters().First();
            SpectralNorm norm = SpectralNorm.Of(layer).Single();
            double estimate = weight.div(norm.forward(weight)).abs().mean().item<double>();
            (estimate / Largest(weight, kind)).Should().BeInRange(0.98, 1 + 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_forward_pass_leaves_the_vectors_and_an_iteration_moves_them(string kind)
    {
        using var scope = torch.NewDisposeScope();
        (Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input) = Make(kind);
        using (layer)
        {
            SortedDictionary<string, string> before = layer.Bits();
            layer.forward(input);
            layer.eval();
            layer.forward(input);
            layer.Bits().Should().Equal(before);

            // Far from the end of the iteration, so that a step shows.
            Disturb(layer.parameters().First());
            SpectralNorm.Iterate(layer);
            layer.Bits()["spectral.u"].Should().NotBe(before["spectral.u"]);
            layer.Bits()["spectral.v"].Should().NotBe(before["spectral.v"]);
            foreach (torch.Tensor vector in layer.buffers())
            {
                vector.norm().item<double>().Should().BeApproximately(1, 1e-12);
                vector.requires_grad.Should().BeFalse();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_gradient_equals_finite_differences(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2).Dispose();
        (Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input) = Make(kind, norm: 0.7);
        using (layer)
        {
            TorchSharp.Modules.Parameter weight = layer.parameters().First();
            torch.Tensor pull = torch.randn_like(layer.forward(input)).detach();
            layer.forward(input).mul(pull).sum().backward();
            torch.Tensor direction = torch.randn_like(weight).detach();
            double expected = (Moved(1e-6) - Moved(-1e-6)) / 2e-6;
            weight.grad!.mul(direction).sum().item<double>().Should().BeApproximately(expected, 1e-7 * Math.Max(1, Math.Abs(expected)));

            double Moved(double step)
            {
                using var noGradient = torch.no_grad();
                weight.add_(direction.mul(step));
                double value = layer.forward(input).mul(pull).sum().item<double>();
                weight.sub_(direction.mul(step));
                return value;
            }
        }
    }

    [Fact]
    public void A_pass_keeps_its_gradient_when_the_vectors_move_on()
    {
        using var scope = torch.NewDisposeScope();
        (Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input) = Make("dense");
        using (layer)
        {
            TorchSharp.Modules.Parameter weight = layer.parameters().First();
            layer.forward(input).square().sum().backward();
            torch.Tensor expected = weight.grad!.clone();
            weight.grad = null;
            torch.Tensor output = layer.forward(input);
            SpectralNorm.Iterate(layer);
            output.square().sum().backward();
            weight.grad!.sub(expected).abs().max().item<double>().Should().Be(0);
        }
    }

    [Fact]
    public void Its_vectors_are_part_of_the_state_and_come_back()
    {
        using DenseLayer layer = new(4, 3, spectralNorm: 1), other = new(4, 3, spectralNorm: 1);
        WeightInitialization.HeNormal(layer, seed: 1);
        WeightInitialization.HeNormal(other, seed: 2);
        other.Bits().Should().NotEqual(layer.Bits());
        ModuleState.Load(other, ModuleState.Capture(layer), "layer");

        other.Bits().Should().Equal(layer.Bits());
        layer.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]").Should().BeEquivalentTo(
            "weight [3, 4]", "bias [3]", "spectral.u [3]", "spectral.v [4]");
    }

    [Fact]
    public void The_same_seed_finds_the_same_vectors_whatever_the_global_generator_does()
    {
        using ConvLayer layer = new(3, 4, spectralNorm: 1), again = new(3, 4, spectralNorm: 1);
        torch.manual_seed(1).Dispose();
        WeightInitialization.HeNormal(layer, seed: 7);
        torch.manual_seed(2).Dispose();
        WeightInitialization.HeNormal(again, seed: 7);
        again.Bits().Should().Equal(layer.Bits());
    }

    [Fact]
    public void It_goes_where_its_layer_goes_and_works_there()
    {
        using var scope = torch.NewDisposeScope();
        using ConvLayer layer = new(3, 4, spectralNorm: 1);
        WeightInitialization.HeNormal(layer, seed: 1);
        layer.to(torch.ScalarType.Float64);
        layer.state_dict().Values.Select(tensor => tensor.dtype).Should().OnlyContain(type => type == torch.ScalarType.Float64);
        Disturb(layer.parameters().First());
        SortedDictionary<string, string> before = layer.Bits();
        SpectralNorm.Iterate(layer);

        layer.Bits()["spectral.u"].Should().NotBe(before["spectral.u"], "the iteration works on the weight as it is now");
        layer.forward(torch.ones([1, 3, 4, 4], torch.ScalarType.Float64)).dtype.Should().Be(torch.ScalarType.Float64);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Iterating_leaves_no_tensor_behind(string kind)
    {
        using Module<torch.Tensor, torch.Tensor> layer = Layers[kind](1).Layer;
        WeightInitialization.HeNormal(layer, seed: 1);
        SpectralNorm.Iterate(layer);
        long before = LiveTensors.Count;
        SpectralNorm.Iterate(layer);
        WeightInitialization.HeNormal(layer, seed: 1);
        (LiveTensors.Count - before).Should().Be(0);
    }

    [Fact]
    public void A_weight_of_zeros_stays_zero_and_finite()
    {
        using var scope = torch.NewDisposeScope();
        using DenseLayer layer = new(3, 2, spectralNorm: 1);
        SpectralNorm.Iterate(layer);
        layer.forward(torch.ones(1, 3)).data<float>().ToArray().Should().OnlyContain(value => value == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_norm_that_is_not_above_zero_is_refused(double norm)
    {
        foreach (Func<double?, (Module<torch.Tensor, torch.Tensor> Layer, long[] Input)> layer in Layers.Values)
        {
            FluentActions.Invoking(() => layer(norm)).Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    private static (Module<torch.Tensor, torch.Tensor> Layer, torch.Tensor Input) Make(string kind, double norm = 1)
    {
        (Module<torch.Tensor, torch.Tensor> layer, long[] shape) = Layers[kind](norm);
        layer.to(torch.ScalarType.Float64);
        WeightInitialization.Normal(layer, seed: 1, deviation: 0.5);
        return (layer, torch.randn(shape, torch.ScalarType.Float64));
    }

    private static void Disturb(torch.Tensor weight)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        torch.manual_seed(3).Dispose();
        weight.add_(torch.randn_like(weight));
    }

    /// <summary>By libtorch's decomposition of the matrix whose rows belong to the outputs.</summary>
    private static double Largest(torch.Tensor weight, string kind)
    {
        using torch.Tensor byOutput = kind == "transposed convolution" ? weight.detach().transpose(0, 1) : weight.detach().alias();
        using torch.Tensor matrix = byOutput.flatten(1);
        using torch.Tensor values = torch.linalg.svdvals(matrix);
        return values[0].item<double>();
    }
}
