using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Models.Architectures;

public class ProjectionHeadTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void A_logit_is_a_dense_one_and_the_inner_product_with_the_class(double? norm)
    {
        using var scope = torch.NewDisposeScope();
        using ProjectionHead head = new(5, classCount: 3, norm);
        head.to(torch.ScalarType.Float64);
        WeightInitialization.Normal(head, seed: 1, deviation: 1);
        for (int i = 0; i < 200; i++)
        {
            SpectralNorm.Iterate(head);
        }

        Dictionary<string, torch.Tensor> state = head.state_dict();
        torch.Tensor dense = Scaled(state["dense.weight"]), classes = Scaled(state["embedding.weight"]);
        torch.Tensor features = torch.randn([4, 5], torch.ScalarType.Float64);
        long[] labels = [2, 0, 1, 2];
        torch.Tensor logits = head.forward(features, torch.tensor(labels));

        logits.shape.Should().Equal(4);
        for (int i = 0; i < 4; i++)
        {
            double expected = (dense[0] * features[i]).sum().item<double>() + (classes[labels[i]] * features[i]).sum().item<double>();
            logits[i].item<double>().Should().BeApproximately(expected, 1e-10);
        }

        torch.Tensor Scaled(torch.Tensor weight)
        {
            torch.Tensor plain = weight.detach();
            return norm is null ? plain : plain / torch.linalg.svdvals(plain)[0];
        }
    }

    [Fact]
    public void Without_classes_it_is_a_dense_layer_and_looks_at_no_labels()
    {
        using var scope = torch.NewDisposeScope();
        using ProjectionHead head = new(5);
        WeightInitialization.Normal(head, seed: 1, deviation: 1);
        torch.Tensor features = torch.randn(4, 5);
        head.named_parameters().Select(named => named.name).Should().Equal("dense.weight", "dense.bias");
        torch.Tensor expected = features.matmul(head.parameters().First().t()).squeeze(1);
        head.forward(features, null).sub(expected).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }
}
