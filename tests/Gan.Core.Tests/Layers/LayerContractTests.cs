using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

/// <summary>What all layers promise to those who build networks of them.</summary>
public class LayerContractTests
{
    public static TheoryData<string> Kinds => [.. Layers.Keys];

    private static Dictionary<string, Func<(Module<torch.Tensor, torch.Tensor> Layer, long[] Input)>> Layers { get; } = new()
    {
        ["convolution"] = () => (new ConvLayer(2, 3), [2, 2, 4, 4]),
        ["narrowing convolution"] = () => (new ConvLayer(3, 2), [2, 3, 4, 4]),
        ["transposed"] = () => (new TransposedConvLayer(3, 2), [2, 3, 3, 2]),
        ["up-sampling"] = () => (new UpsampleConvLayer(2, 3), [2, 2, 3, 2]),
        ["dense"] = () => (new DenseLayer(4, 3), [3, 4]),
        ["dropout"] = () => (new DropoutLayer(0.3), [3, 4]),
        ["block"] = () => (new ConvBlock(new ConvLayer(2, 3), BatchNorm2d(3), leakySlope: 0.2, dropout: 0.3), [2, 2, 4, 4]),
        ["convolution of a spectral norm"] = () => (new ConvLayer(2, 3, spectralNorm: 1), [2, 2, 4, 4]),
        ["transposed of a spectral norm"] = () => (new TransposedConvLayer(3, 2, spectralNorm: 1), [2, 3, 3, 2]),
        ["up-sampling of a spectral norm"] = () => (new UpsampleConvLayer(2, 3, spectralNorm: 1), [2, 2, 3, 2]),
        ["dense of a spectral norm"] = () => (new DenseLayer(4, 3, spectralNorm: 1), [3, 4]),
        ["conditional batch norm"] = () => (new WithLabels(new ConditionalBatchNorm(3, 2)), [4, 3, 4, 4]),
        ["pixel norm"] = () => (new PixelNorm(), [2, 3, 4, 4]),
        ["group norm"] = () => (new GroupNormLayer(2, 4), [2, 4, 4, 4]),
        ["minibatch deviation"] = () => (new MinibatchDeviation(), [4, 3, 4, 4]),
        ["attention"] = () => (new SelfAttention(8), [2, 8, 4, 4]),
        ["attention of a spectral norm"] = () => (new SelfAttention(8, spectralNorm: 1), [2, 8, 4, 4]),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void In_bfloat16_it_returns_bfloat16_and_its_weights_and_their_gradients_stay_float32(string kind)
    {
        using var scope = torch.NewDisposeScope();
        (Module<torch.Tensor, torch.Tensor> layer, long[] shape) = Layers[kind]();
        using (layer)
        {
            WeightInitialization.HeNormal(layer, seed: 1);
            torch.Tensor input = torch.randn(shape).to_type(torch.ScalarType.BFloat16).requires_grad_();
            torch.Tensor output = layer.forward(input);
            output.sum().backward();

            layer.eval();
            torch.Tensor exact = layer.forward(input.to_type(torch.ScalarType.Float32)).detach();
            torch.Tensor rough = layer.forward(input).to_type(torch.ScalarType.Float32).detach();
            rough.sub(exact).abs().max().item<float>().Should().BeLessThan(0.02f * exact.abs().max().item<float>());
            output.dtype.Should().Be(torch.ScalarType.BFloat16);
            input.grad!.dtype.Should().Be(torch.ScalarType.BFloat16);
            foreach (TorchSharp.Modules.Parameter weight in layer.parameters())
            {
                weight.dtype.Should().Be(torch.ScalarType.Float32);
                weight.grad!.dtype.Should().Be(torch.ScalarType.Float32);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Outside_a_scope_only_the_output_stays_alive_in_every_type(string kind)
    {
        (Module<torch.Tensor, torch.Tensor> layer, long[] shape) = Layers[kind]();
        using (layer)
        {
            foreach (torch.ScalarType type in new[] { torch.ScalarType.Float32, torch.ScalarType.BFloat16 })
            {
                using torch.Tensor input = torch.ones(shape, type);
                layer.forward(input).Dispose();
                long before = LiveTensors.Count;
                using torch.Tensor output = layer.forward(input);
                (LiveTensors.Count - before).Should().Be(1);
            }
        }
    }

    [Theory]
    [InlineData("convolution")]
    [InlineData("narrowing convolution")]
    [InlineData("transposed")]
    [InlineData("up-sampling")]
    [InlineData("dense")]
    [InlineData("dropout")]
    [InlineData("convolution of a spectral norm")]
    [InlineData("conditional batch norm")]
    [InlineData("pixel norm")]
    [InlineData("group norm")]
    [InlineData("minibatch deviation")]
    [InlineData("attention of a spectral norm")]
    public void A_layer_that_is_built_and_disposed_leaves_nothing_behind(string kind)
    {
        Layers[kind]().Layer.Dispose();
        long before = LiveTensors.Count;
        Layers[kind]().Layer.Dispose();
        (LiveTensors.Count - before).Should().Be(0);
    }

    [Theory]
    [InlineData("convolution")]
    [InlineData("transposed")]
    [InlineData("up-sampling")]
    [InlineData("dense")]
    [InlineData("dense of a spectral norm")]
    [InlineData("conditional batch norm")]
    [InlineData("group norm")]
    [InlineData("attention of a spectral norm")]
    public void A_scope_around_its_making_does_not_take_its_weights(string kind)
    {
        (Module<torch.Tensor, torch.Tensor> layer, long[] shape) made;
        using (torch.NewDisposeScope())
        {
            made = Layers[kind]();
        }

        using (made.layer)
        {
            using torch.Tensor input = torch.ones(made.shape);
            using torch.Tensor output = made.layer.forward(input);
            output.isfinite().all().item<bool>().Should().BeTrue();
            bool linear = kind is "convolution" or "transposed" or "up-sampling" or "dense";
            (output.count_nonzero().item<long>() == 0 || !linear).Should().BeTrue("weights start as zeros");
        }
    }

    [Fact]
    public void Weights_are_named_as_in_PyTorch()
    {
        using ConvBlock block = new(new ConvLayer(4, 2, groups: 2), BatchNorm2d(2), dropout: 0.5);
        block.named_parameters().Select(named => $"{named.name} [{string.Join(", ", named.parameter.shape)}]").Should().Equal(
            "conv.weight [2, 2, 3, 3]", "conv.bias [2]", "norm.weight [2]", "norm.bias [2]");
    }

    [Fact]
    public void Sizes_below_one_are_refused()
    {
        Refused(() => new ConvLayer(0, 1), "inChannels");
        Refused(() => new ConvLayer(1, 0), "outChannels");
        Refused(() => new ConvLayer(1, 1, kernelSize: 0), "kernelSize");
        Refused(() => new ConvLayer(1, 1, stride: 0), "stride");
        Refused(() => new ConvLayer(1, 1, padding: -1), "padding");
        Refused(() => new ConvLayer(1, 1, kernelSize: 4), "padding");
        Refused(() => new ConvLayer(4, 6, groups: 4), "groups");
        Refused(() => new ConvLayer(4, 6, groups: 0), "groups");
        Refused(() => new TransposedConvLayer(0, 1), "inChannels");
        Refused(() => new TransposedConvLayer(1, 0), "outChannels");
        Refused(() => new UpsampleConvLayer(0, 1), "inChannels");
        Refused(() => new UpsampleConvLayer(1, 0), "outChannels");
        Refused(() => new DenseLayer(0, 1), "inFeatures");
        Refused(() => new DenseLayer(1, 0), "outFeatures");
        Refused(() => new DropoutLayer(0), "probability");
        Refused(() => new DropoutLayer(1), "probability");
        Refused(() => new DropoutLayer(double.NaN), "probability");

        static void Refused(Func<Module> create, string name) =>
            create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
    }

    [Fact]
    public void Then_lets_go_of_the_activation_even_when_the_layer_fails()
    {
        using DenseLayer layer = new(3, 2);
        long before = LiveTensors.Count;
        torch.ones(2, 3).Then(layer).Dispose();
        Record.Exception(() => torch.ones(2, 4).Then(layer)).Should().NotBeNull();
        (LiveTensors.Count - before).Should().Be(0);
    }

    [Fact]
    public void Channels_last_keeps_the_values_and_nothing_else()
    {
        using torch.Tensor images = torch.randn(2, 3, 4, 5);
        long before = LiveTensors.Count;
        using torch.Tensor laid = MemoryFormat.ChannelsLast(images);

        (LiveTensors.Count - before).Should().Be(1);
        laid.Equals(images).Should().BeTrue();
        laid.stride().Should().Equal(60, 1, 15, 3);
    }
}
