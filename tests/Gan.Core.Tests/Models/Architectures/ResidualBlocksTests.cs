using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Models.Architectures;

/// <summary>Residual blocks, against the papers' order of operations in float64.</summary>
public class ResidualBlocksTests
{
    [Fact]
    public void A_generator_s_block_equals_the_paper_s_which_enlarges_first()
    {
        using var scope = torch.NewDisposeScope();
        using ResidualGeneratorBlock block = new(3, 5, channels => BatchNorm2d(channels), spectralNorm: null);
        Dictionary<string, torch.Tensor> w = Begin(block);
        torch.Tensor input = torch.randn([4, 3, 2, 3], torch.ScalarType.Float64);
        torch.Tensor x = Convolve(Larger(Normal(input, w, "norm1").relu()), w, "conv1", 1);
        torch.Tensor expected = Convolve(Normal(x, w, "norm2").relu(), w, "conv2", 1) + Convolve(Larger(input), w, "shortcut", 0);

        ShouldEqual(block.forward(input, null), expected);
    }

    [Theory]
    [InlineData(true, true, 5)]
    [InlineData(false, true, 3)]
    [InlineData(false, true, 5)]
    [InlineData(false, false, 5)]
    [InlineData(false, false, 3)]
    public void A_discriminator_s_block_equals_the_paper_s(bool first, bool halves, int outputs)
    {
        using var scope = torch.NewDisposeScope();
        using ResidualDiscriminatorBlock block = new(3, outputs, first, halves, _ => null, spectralNorm: null);
        Dictionary<string, torch.Tensor> w = Begin(block);
        torch.Tensor input = torch.randn([2, 3, 4, 6], torch.ScalarType.Float64);
        torch.Tensor kept = input.clone();
        torch.Tensor x = Pool(Convolve(Convolve(first ? input : input.relu(), w, "conv1", 1).relu(), w, "conv2", 1));
        torch.Tensor beside = halves || outputs != 3 ? Convolve(input, w, "shortcut", 0) : input;

        ShouldEqual(block.forward(input), x + Pool(beside));
        input.Equals(kept).Should().BeTrue("a block leaves its input as it is");

        torch.Tensor Pool(torch.Tensor maps) => halves ? functional.avg_pool2d(maps, [2, 2]) : maps;
    }

    [Fact]
    public void A_block_without_normalisation_equals_the_paper_s_and_begins_as_the_identity()
    {
        using var scope = torch.NewDisposeScope();
        using NormFreeBlock block = new(4, expansion: 2, cardinality: 2);
        torch.Tensor input = torch.randn([2, 4, 3, 5], torch.ScalarType.Float64);
        Dictionary<string, torch.Tensor> w = Begin(block);
        torch.Tensor x = functional.leaky_relu(Convolve(input, w, "expand", 0), 0.2);
        x = functional.leaky_relu(functional.conv2d(x, w["mix.weight"], w["mix.bias"], padding: [1, 1], groups: 2), 0.2);
        ShouldEqual(block.forward(input), input + functional.conv2d(x, w["reduce.weight"]));

        block.Begin(blocks: 4);
        block.forward(input).Equals(input).Should().BeTrue();
    }

    [Fact]
    public void Blocks_keep_channels_last()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor input = MemoryFormat.ChannelsLast(torch.randn(2, 4, 6, 8));
        using ResidualGeneratorBlock larger = new(4, 6, channels => BatchNorm2d(channels), spectralNorm: null);
        using ResidualDiscriminatorBlock smaller = new(4, 6, first: false, halves: true, _ => null, spectralNorm: null);
        using NormFreeStage up = new(4, 6, NormFreeStage.Resampling.UpBefore, 1, channels => new NormFreeBlock(channels, 2, 2));
        using NormFreeStage down = new(4, 6, NormFreeStage.Resampling.DownAfter, 1, channels => new NormFreeBlock(channels, 2, 2));
        larger.forward(input, null).stride().Should().Equal(6 * 12 * 16, 1, 6 * 16, 6);
        smaller.forward(input).stride().Should().Equal(6 * 3 * 4, 1, 6 * 4, 6);
        up.forward(input).stride().Should().Equal(6 * 12 * 16, 1, 6 * 16, 6);
        down.forward(input).stride().Should().Equal(6 * 3 * 4, 1, 6 * 4, 6);
    }

    [Fact]
    public void A_stage_enlarges_and_shrinks_bilinearly()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor input = torch.randn(2, 4, 6, 8);
        using NormFreeStage up = new(4, 4, NormFreeStage.Resampling.UpBefore, 1, channels => new NormFreeBlock(channels, 2, 2));
        using NormFreeStage down = new(4, 4, NormFreeStage.Resampling.DownAfter, 1, channels => new NormFreeBlock(channels, 2, 2));
        foreach ((NormFreeStage stage, long[] size) in new[] { (up, new long[] { 12, 16 }), (down, new long[] { 3, 4 }) })
        {
            torch.Tensor expected = functional.interpolate(input, size, mode: torch.InterpolationMode.Bilinear, align_corners: false);
            stage.forward(input).sub(expected).abs().max().item<float>().Should().BeLessThan(1e-5f, "its blocks begin as the identity");
        }
    }

    [Fact]
    public void Weights_without_normalisation_begin_with_the_paper_s_deviations()
    {
        using var scope = torch.NewDisposeScope();
        NormFreeGeneratorOptions options = new() { Channels = [256, 256, 256, 256], ClassCount = 100, EmbeddingSize = 400 };
        using IGenerator generator = options.Create(seed: 1);
        Dictionary<string, torch.Tensor> state = generator.Network.state_dict();
        double gain = Math.Sqrt(2 / 1.04) * Math.Pow(4, -0.25);

        Deviation("stages.0.blocks.0.expand.weight").Should().BeApproximately(gain / 16, 0.02 * gain / 16);
        Deviation("stages.3.blocks.0.mix.weight").Should().BeApproximately(gain / Math.Sqrt(64 * 9), 0.02 * gain / Math.Sqrt(64 * 9));
        Deviation("stages.1.blocks.0.reduce.weight").Should().Be(0);
        Deviation("basis.weight").Should().BeApproximately(1, 0.03);
        Deviation("dense.weight").Should().BeApproximately(1 / Math.Sqrt(464), 0.02 / Math.Sqrt(464));
        Deviation("embedding.weight").Should().BeApproximately(0.1, 0.002);
        Deviation("image.weight").Should().BeApproximately(1.0 / 16, 0.1 / 16);

        double Deviation(string name) => state[name].square().mean().sqrt().item<float>();
    }

    [Theory]
    [InlineData(3, 32, 32, 1)]
    [InlineData(3, 16, 16, 2)]
    [InlineData(4, 128, 64, 1)]
    [InlineData(1, 8, 8, 0)]
    [InlineData(3, 64, 64, 0)]
    [InlineData(3, 256, 256, 0)]
    public void Attention_of_a_generator_stands_where_the_shorter_side_has_16_pixels(int doublings, int height, int width, int stage) =>
        AttentionStage.OfGenerator(doublings, new ImageShape(3, height, width)).Should().Be(stage);

    [Theory]
    [InlineData(2, 32, 32, 0)]
    [InlineData(3, 64, 128, 1)]
    [InlineData(5, 128, 128, 2)]
    [InlineData(2, 128, 128, 1)]
    [InlineData(3, 8, 8, 0)]
    [InlineData(0, 8, 8, 0)]
    public void Attention_of_a_discriminator_stands_where_the_side_still_has_16_pixels(int halvings, int height, int width, int stage) =>
        AttentionStage.OfDiscriminator(halvings, new ImageShape(3, height, width)).Should().Be(stage);

    private static Dictionary<string, torch.Tensor> Begin(Module network)
    {
        network.to(torch.ScalarType.Float64);
        torch.manual_seed(1).Dispose();
        using var noGradient = torch.no_grad();
        foreach (TorchSharp.Modules.Parameter weight in network.parameters())
        {
            weight.normal_();
        }

        return network.state_dict();
    }

    private static torch.Tensor Normal(torch.Tensor x, Dictionary<string, torch.Tensor> w, string name)
    {
        (torch.Tensor mean, torch.Tensor variance) = (w[$"{name}.running_mean"].clone(), w[$"{name}.running_var"].clone());
        return functional.batch_norm(x, mean, variance, w[$"{name}.weight"], w[$"{name}.bias"], training: true);
    }

    private static torch.Tensor Convolve(torch.Tensor x, Dictionary<string, torch.Tensor> w, string name, int padding) =>
        functional.conv2d(x, w[$"{name}.weight"], w[$"{name}.bias"], padding: [padding, padding]);

    private static torch.Tensor Larger(torch.Tensor x) =>
        functional.interpolate(x, scale_factor: [2, 2], mode: torch.InterpolationMode.Nearest);

    private static void ShouldEqual(torch.Tensor actual, torch.Tensor expected)
    {
        actual.shape.Should().Equal(expected.shape);
        actual.sub(expected).abs().max().item<double>().Should().BeLessThan(1e-11);
    }
}
