using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="LightDiscriminatorOptions"/> describe.</summary>
internal sealed class LightDiscriminator : Module<torch.Tensor, torch.Tensor>, IDiscriminator
{
    private readonly LightDiscriminatorOptions _options;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

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
        _dense = new DenseLayer(
            (long)channels[^1] * (image.Height / scale) * (image.Width / scale), 1, spectralNorm: options.SpectralNorm);
        RegisterComponents();
        WeightInitialization.HeNormal(this, seed, options.LeakySlope);
    }

    public Module Network => this;

    public ImageShape ImageShape => _options.ImageShape;

    public DiscriminatorOptions Options => _options;

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images);

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(_options.Unshuffle == 1 ? input : functional.pixel_unshuffle(input, _options.Unshuffle));
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        using torch.Tensor flat = x.flatten(1);
        using torch.Tensor column = _dense.forward(flat);
        return column.squeeze(1).MoveToOuterDisposeScope();
    }

    private ConvBlock Block(ConvLayer conv) => new(conv, leakySlope: _options.LeakySlope);
}
