using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class SelfAttentionTests
{
    [Theory]
    [InlineData(16, 4, 4)]
    [InlineData(9, 5, 2)]
    [InlineData(1, 2, 6)]
    public void It_equals_the_sums_that_the_paper_writes(int channels, int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        using SelfAttention layer = Make(channels);
        Dictionary<string, torch.Tensor> state = layer.state_dict();
        torch.Tensor input = torch.randn([2, channels, height, width], torch.ScalarType.Float64);
        torch.Tensor output = layer.forward(input);

        torch.Tensor query = functional.conv2d(input, state["query.weight"]);
        torch.Tensor key = functional.max_pool2d(functional.conv2d(input, state["key.weight"]), [2, 2]);
        torch.Tensor value = functional.max_pool2d(functional.conv2d(input, state["value.weight"]), [2, 2]);
        torch.Tensor found = torch.zeros([2, value.size(1), height, width], torch.ScalarType.Float64);
        for (int n = 0; n < 2; n++)
        {
            for (int pixel = 0; pixel < height * width; pixel++)
            {
                torch.Tensor asked = query[n, torch.TensorIndex.Colon, pixel / width, pixel % width];
                torch.Tensor weights = key[n].flatten(1).mul(asked.unsqueeze(1)).sum([0]).exp();
                found[n, torch.TensorIndex.Colon, pixel / width, pixel % width] = value[n].flatten(1).mul(weights / weights.sum()).sum([1]);
            }
        }

        torch.Tensor expected = input + functional.conv2d(found, state["output.weight"]) * state["gamma"];
        output.sub(expected).abs().max().item<double>().Should().BeLessThan(1e-12);
    }

    [Fact]
    public void It_begins_as_the_identity_and_drawing_weights_leaves_it_so()
    {
        using var scope = torch.NewDisposeScope();
        using SelfAttention layer = new(16);
        WeightInitialization.HeNormal(layer, seed: 1);
        torch.Tensor input = MemoryFormat.ChannelsLast(torch.randn(2, 16, 4, 6));
        torch.Tensor output = layer.forward(input);

        output.Equals(input).Should().BeTrue();
        output.stride().Should().Equal(input.stride());
        layer.named_parameters().Select(named => $"{named.name} [{string.Join(", ", named.parameter.shape)}]").Should().Equal(
            "gamma [1]",
            "query.weight [2, 16, 1, 1]",
            "key.weight [2, 16, 1, 1]",
            "value.weight [8, 16, 1, 1]",
            "output.weight [16, 8, 1, 1]");
    }

    [Fact]
    public void With_a_spectral_norm_every_convolution_has_it()
    {
        using SelfAttention layer = new(16, spectralNorm: 1);
        SpectralNorm.Of(layer).Should().HaveCount(4);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        FluentActions.Invoking(() => new SelfAttention(0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("channels");
        FluentActions.Invoking(() => new SelfAttention(8, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static SelfAttention Make(int channels)
    {
        SelfAttention layer = new(channels);
        layer.to(torch.ScalarType.Float64);
        WeightInitialization.Normal(layer, seed: 1, deviation: 0.7);
        using var noGradient = torch.no_grad();
        layer.get_parameter("gamma")!.fill_(0.6f);
        return layer;
    }
}
