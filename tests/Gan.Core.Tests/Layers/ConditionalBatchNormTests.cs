using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

public class ConditionalBatchNormTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_normalises_all_together_and_scales_and_shifts_each_class_by_itself(bool training)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1).Dispose();
        using ConditionalBatchNorm layer = Disturbed(channels: 3, classes: 4);
        using BatchNorm2d plain = BatchNorm2d(3, eps: 1e-3, momentum: 0.3, affine: false);
        plain.to(torch.ScalarType.Float64);
        layer.train(training);
        plain.train(training);
        torch.Tensor input = torch.randn([6, 3, 2, 5], torch.ScalarType.Float64);
        long[] labels = [2, 0, 3, 2, 1, 0];
        torch.Tensor actual = layer.forward(input, torch.tensor(labels));

        torch.Tensor normal = plain.forward(input);
        Dictionary<string, torch.Tensor> state = layer.state_dict();
        for (int i = 0; i < labels.Length; i++)
        {
            torch.Tensor scale = state["scale"][labels[i]].view(-1, 1, 1), shift = state["shift"][labels[i]].view(-1, 1, 1);
            actual[i].sub(normal[i].mul(scale).add(shift)).abs().max().item<double>().Should().BeLessThan(1e-12);
        }

        state["norm.running_mean"].sub(plain.running_mean!).abs().max().item<double>().Should().BeLessThan(1e-12);
        state["norm.running_var"].sub(plain.running_var!).abs().max().item<double>().Should().BeLessThan(1e-12);
    }

    [Fact]
    public void It_begins_as_plain_normalisation_also_after_weights_are_drawn()
    {
        using ConditionalBatchNorm layer = new(channels: 3, classCount: 2);
        ShouldBePlain();
        WeightInitialization.GlorotUniform(layer, seed: 1);
        ShouldBePlain();

        void ShouldBePlain()
        {
            layer.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]").Should().BeEquivalentTo(
                "scale [2, 3]", "shift [2, 3]", "norm.running_mean [3]", "norm.running_var [3]", "norm.num_batches_tracked []");
            layer.state_dict()["scale"].data<float>().ToArray().Should().OnlyContain(value => value == 1);
            layer.state_dict()["shift"].data<float>().ToArray().Should().OnlyContain(value => value == 0);
        }
    }

    [Fact]
    public void Its_statistics_are_found_as_those_of_batch_normalisation()
    {
        using ConditionalBatchNorm layer = new(channels: 3, classCount: 2, momentum: 0.25, epsilon: 0.5);
        BatchNorm2d norm = layer.named_modules().Select(named => named.module).OfType<BatchNorm2d>().Single();
        (norm.momentum, norm.eps).Should().Be((0.25, 0.5));
    }

    [Fact]
    public void Channels_last_stay_so()
    {
        using var scope = torch.NewDisposeScope();
        using ConditionalBatchNorm layer = new(channels: 3, classCount: 2);
        torch.Tensor output = layer.forward(MemoryFormat.ChannelsLast(torch.randn(2, 3, 4, 5)), torch.tensor([0L, 1L]));
        output.stride().Should().Equal(60, 1, 15, 3);
    }

    [Fact]
    public void Only_the_classes_of_the_batch_learn()
    {
        using var scope = torch.NewDisposeScope();
        using ConditionalBatchNorm layer = new(channels: 2, classCount: 3);
        layer.forward(torch.randn(4, 2, 3, 3), torch.tensor([0L, 2L, 2L, 0L])).square().sum().backward();
        foreach (Parameter weight in layer.parameters())
        {
            weight.grad!.abs().sum([1]).gt(0).data<bool>().Should().Equal(true, false, true);
        }
    }

    [Theory]
    [InlineData(0, 1, 0.1, 1e-5, "channels")]
    [InlineData(1, 0, 0.1, 1e-5, "classCount")]
    [InlineData(1, 1, 0, 1e-5, "momentum")]
    [InlineData(1, 1, 1.1, 1e-5, "momentum")]
    [InlineData(1, 1, double.NaN, 1e-5, "momentum")]
    [InlineData(1, 1, 0.1, 0, "epsilon")]
    [InlineData(1, 1, 0.1, double.NaN, "epsilon")]
    public void What_makes_no_sense_is_refused(int channels, int classes, double momentum, double epsilon, string name) =>
        FluentActions.Invoking(() => new ConditionalBatchNorm(channels, classes, momentum, epsilon))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);

    private static ConditionalBatchNorm Disturbed(int channels, int classes)
    {
        ConditionalBatchNorm layer = new(channels, classes, momentum: 0.3, epsilon: 1e-3);
        layer.to(torch.ScalarType.Float64);
        using var noGradient = torch.no_grad();
        foreach (Parameter weight in layer.parameters())
        {
            weight.normal_();
        }

        return layer;
    }
}
