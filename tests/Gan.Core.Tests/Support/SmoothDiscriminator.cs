using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>
/// One of each layer, with activations that bend everywhere, so that second gradients have no place to hide; without batch normalisation.
/// </summary>
internal sealed class SmoothDiscriminator : Module<torch.Tensor, torch.Tensor>, IDiscriminator
{
    private readonly TransposedConvLayer _transposed;
    private readonly ConvLayer _narrowing;
    private readonly ConvLayer _halving;
    private readonly DenseLayer _dense;

    public SmoothDiscriminator(double? spectralNorm = null)
        : base(nameof(SmoothDiscriminator))
    {
        _transposed = new TransposedConvLayer(3, 3, spectralNorm: spectralNorm);
        _narrowing = new ConvLayer(3, 2, spectralNorm: spectralNorm);
        _halving = new ConvLayer(2, 2, kernelSize: 4, stride: 4, padding: 0, spectralNorm: spectralNorm);
        _dense = new DenseLayer(2 * 4 * 4, 1, spectralNorm: spectralNorm);
        RegisterComponents();
        WeightInitialization.Normal(this, seed: 2, deviation: 0.3);
    }

    public Module Network => this;

    public ImageShape ImageShape => TestData.Shape;

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images);

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = _transposed.forward(input).tanh();
        x = _halving.forward(_narrowing.forward(x).tanh()).tanh();
        return _dense.forward(x.flatten(1)).squeeze(1).MoveToOuterDisposeScope();
    }
}
