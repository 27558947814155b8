using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>A consumer's own discriminator, made of the library's layers.</summary>
internal sealed class LayeredDiscriminator : Module<torch.Tensor, torch.Tensor>, IDiscriminator
{
    private readonly ConvBlock _first;
    private readonly ConvBlock _second;
    private readonly DenseLayer _dense;

    public LayeredDiscriminator()
        : base(nameof(LayeredDiscriminator))
    {
        _first = new ConvBlock(new ConvLayer(TestData.Shape.Channels, 6, kernelSize: 4, stride: 2, padding: 1), leakySlope: 0.2, dropout: 0.2);
        _second = new ConvBlock(new ConvLayer(6, 4, groups: 2), BatchNorm2d(4), leakySlope: 0.2);
        _dense = new DenseLayer(4 * 4 * 4, 1);
        RegisterComponents();
        WeightInitialization.Normal(this, seed: 2, deviation: 0.1);
    }

    public Module Network => this;

    public ImageShape ImageShape => TestData.Shape;

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images);

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(input).Then(_first).Then(_second);
        return _dense.forward(x.flatten(1)).squeeze(1).MoveToOuterDisposeScope();
    }
}
