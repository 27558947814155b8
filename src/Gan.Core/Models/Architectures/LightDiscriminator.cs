using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="LightDiscriminatorOptions"/> describe.</summary>
internal sealed class LightDiscriminator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IDiscriminator
{
    private readonly LightDiscriminatorOptions _options;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "head")]
    private readonly ProjectionHead _head;

    public LightDiscriminator(LightDiscriminatorOptions options, long seed)
        : base(nameof(LightDiscriminator))
    {
        _options = options;
        ImageShape image = options.ImageShape;
        ChannelList channels = options.Channels;
        List<ConvBlock> blocks = [Block(new ConvLayer(
            image.Channels * options.Unshuffle * options.Unshuffle, channels[0], spectralNorm: options.SpectralNorm))];
        for (int i = 1; i < channels.Count; i++)
        {
            blocks.Add(Block(new ConvLayer(
                channels[i - 1], channels[i], kernelSize: 4, stride: 2, padding: 1, spectralNorm: options.SpectralNorm)));
            blocks.Add(Block(new ConvLayer(channels[i], channels[i], spectralNorm: options.SpectralNorm)));
        }

        _blocks = new ModuleList<ConvBlock>([.. blocks]);
        int scale = options.Unshuffle << (channels.Count - 1);
        _head = new ProjectionHead(
            (long)channels[^1] * (image.Height / scale) * (image.Width / scale), options.ClassCount, options.SpectralNorm);
        RegisterComponents();
        WeightInitialization.HeNormal(this, seed, options.LeakySlope);
    }

    public Module Network => this;

    public ImageShape ImageShape => _options.ImageShape;

    public DiscriminatorOptions Options => _options;

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images, labels);

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(_options.Unshuffle == 1 ? input : functional.pixel_unshuffle(input, _options.Unshuffle));
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        using torch.Tensor features = x.flatten(1);
        return _head.forward(features, ClassLabels.For(labels, _options.ClassCount)).MoveToOuterDisposeScope();
    }

    private ConvBlock Block(ConvLayer conv) => new(conv, leakySlope: _options.LeakySlope);
}
