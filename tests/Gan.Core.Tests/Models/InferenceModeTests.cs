using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Models;

public class InferenceModeTests
{
    [Fact]
    public void Every_module_is_in_inference_mode_and_then_in_its_own_again()
    {
        using TorchSharp.Modules.BatchNorm2d norm = BatchNorm2d(2);
        using ConvLayer conv = new(2, 2);
        using ConvBlock inner = new(conv, norm, dropout: 0.5);
        using TorchSharp.Modules.Sequential outer = Sequential(("inner", inner), ("last", new DropoutLayer()));
        inner.eval();
        norm.train();
        bool[] before = Modes();
        before.Should().Contain(true).And.Contain(false);

        using (new InferenceMode(outer))
        {
            Modes().Should().OnlyContain(training => !training);
        }

        Modes().Should().Equal(before);
        norm.training.Should().BeTrue();
        inner.training.Should().BeFalse();

        bool[] Modes() => [.. outer.named_modules().Select(named => named.module.training).Prepend(outer.training)];
    }

    [Fact]
    public void A_network_that_does_not_train_stays_so()
    {
        using DenseLayer layer = new(2, 2);
        layer.eval();
        using (new InferenceMode(layer))
        {
        }

        layer.training.Should().BeFalse();
    }

    [Fact]
    public void The_device_of_a_module_is_that_of_its_weights_and_the_CPU_without_any()
    {
        using DenseLayer layer = new(2, 2);
        using DropoutLayer none = new();
        layer.Device().type.Should().Be(DeviceType.CPU);
        none.Device().type.Should().Be(DeviceType.CPU);
    }
}
