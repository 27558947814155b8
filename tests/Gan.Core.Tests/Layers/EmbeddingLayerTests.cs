using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Layers;

public class EmbeddingLayerTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(2.0)]
    public void It_gives_each_class_its_row(double? norm)
    {
        using var scope = torch.NewDisposeScope();
        using EmbeddingLayer layer = new(3, 5, norm);
        WeightInitialization.Normal(layer, seed: 1, deviation: 1);
        torch.Tensor weight = layer.state_dict()["weight"];
        torch.Tensor scaled = norm is { } asked ? weight * (asked / torch.linalg.svdvals(weight)[0].item<float>()) : weight;
        torch.Tensor output = layer.forward(torch.tensor([2L, 0L, 2L, 1L]));

        output.shape.Should().Equal(4, 5);
        output.sub(torch.stack([scaled[2], scaled[0], scaled[2], scaled[1]])).abs().max().item<float>().Should().BeLessThan(0.01f);
    }

    [Fact]
    public void Sizes_below_one_are_refused()
    {
        Refused(() => new EmbeddingLayer(0, 1), "classCount");
        Refused(() => new EmbeddingLayer(1, 0), "features");

        static void Refused(Func<object> create, string name) =>
            create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
    }

    [Fact]
    public void Looking_up_leaves_no_tensor_behind()
    {
        using EmbeddingLayer layer = new(3, 5, spectralNorm: 1);
        using torch.Tensor labels = torch.tensor([2L, 0L]);
        layer.forward(labels).Dispose();
        long before = LiveTensors.Count;
        layer.forward(labels).Dispose();
        (LiveTensors.Count - before).Should().Be(0);
    }
}
