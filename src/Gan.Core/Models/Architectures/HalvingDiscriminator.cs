using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// A 3×3 convolution, then a 4×4 convolution of stride 2 and a 3×3 convolution for each halving, with leaky ReLUs, and a projection head.
/// Squares of pixels may become channels first.
/// </summary>
internal sealed class HalvingDiscriminator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IDiscriminator
{
    private readonly int _unshuffle;
    private readonly double _leakySlope;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "head")]
    private readonly ProjectionHead _head;

    /// <param name="options">What a file says of it.</param>
    /// <param name="channels">Channels of each stage.</param>
    /// <param name="unshuffle">Squares of so many pixels a side become channels first; 1 for none.</param>
    /// <param name="leakySlope">Slope below zero.</param>
    /// <param name="spectralNorm">The spectral norm of each weight; null for none.</param>
    /// <param name="seed">The seed of the weights.</param>
    public HalvingDiscriminator(
        DiscriminatorOptions options, ChannelList channels, int unshuffle, double leakySlope, double? spectralNorm, long seed)
        : base(nameof(HalvingDiscriminator))
    {
        (Options, _unshuffle, _leakySlope) = (options, unshuffle, leakySlope);
        ImageShape image = options.ImageShape;
        List<ConvBlock> blocks = [Block(new ConvLayer(
            image.Channels * unshuffle * unshuffle, channels[0], spectralNorm: spectralNorm))];
        for (int i = 1; i < channels.Count; i++)
        {
            blocks.Add(Block(new ConvLayer(
                channels[i - 1], channels[i], kernelSize: 4, stride: 2, padding: 1, spectralNorm: spectralNorm)));
            blocks.Add(Block(new ConvLayer(channels[i], channels[i], spectralNorm: spectralNorm)));
        }

        _blocks = new ModuleList<ConvBlock>([.. blocks]);
        int scale = unshuffle << (channels.Count - 1);
        _head = new ProjectionHead(
            (long)channels[^1] * (image.Height / scale) * (image.Width / scale), options.ClassCount, spectralNorm);
        RegisterComponents();
        WeightInitialization.HeNormal(this, seed, leakySlope);
    }

    public Module Network => this;

    public ImageShape ImageShape => Options.ImageShape;

    public DiscriminatorOptions Options { get; }

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images, labels);

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(_unshuffle == 1 ? input : functional.pixel_unshuffle(input, _unshuffle));
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        using torch.Tensor features = x.flatten(1);
        return _head.forward(features, ClassLabels.For(labels, Options.ClassCount)).MoveToOuterDisposeScope();
    }

    private ConvBlock Block(ConvLayer conv) => new(conv, leakySlope: _leakySlope);
}
