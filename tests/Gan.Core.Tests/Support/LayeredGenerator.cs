using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>
/// A consumer's own generator, made of the library's layers: the two kinds of doubling, and normalisation of another kind.
/// </summary>
internal sealed class LayeredGenerator : Module<torch.Tensor, torch.Tensor>, IGenerator
{
    private readonly DenseLayer _dense;
    private readonly ConvBlock _first;
    private readonly ConvBlock _second;
    private readonly ConvLayer _image;

    public LayeredGenerator()
        : base(nameof(LayeredGenerator))
    {
        _dense = new DenseLayer(TestData.Latent.Size, 8 * 2 * 2);
        _first = new ConvBlock(new TransposedConvLayer(8, 6, bias: false), BatchNorm2d(6), leakySlope: 0.1);
        _second = new ConvBlock(new UpsampleConvLayer(6, 4), GroupNorm(2, 4), leakySlope: 0.1, dropout: 0.2);
        _image = new ConvLayer(4, TestData.Shape.Channels);
        RegisterComponents();
        WeightInitialization.HeNormal(this, seed: 1, leakySlope: 0.1);
    }

    public Module Network => this;

    public LatentSpace Latent => TestData.Latent;

    public ImageShape ImageShape => TestData.Shape;

    public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => forward(latent);

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(_dense.forward(input).view(-1, 8, 2, 2));
        return x.Then(_first).Then(_second).Then(_image).tanh_().MoveToOuterDisposeScope();
    }
}
