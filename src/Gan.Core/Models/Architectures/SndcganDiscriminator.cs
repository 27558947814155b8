using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="SndcganDiscriminatorOptions"/> describe.</summary>
internal sealed class SndcganDiscriminator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IDiscriminator
{
    private readonly SndcganDiscriminatorOptions _options;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "head")]
    private readonly ProjectionHead _head;

    public SndcganDiscriminator(SndcganDiscriminatorOptions options, long seed)
        : base(nameof(SndcganDiscriminator))
    {
        _options = options;
        ChannelList channels = options.Channels;
        List<ConvBlock> blocks = [Block(ImageShape.Channels, channels[0])];
        for (int i = 1; i < channels.Count; i++)
        {
            blocks.Add(Block(channels[i - 1], channels[i], kernelSize: 4, stride: 2));
            blocks.Add(Block(channels[i], channels[i]));
        }

        _blocks = new ModuleList<ConvBlock>([.. blocks]);
        int scale = 1 << options.Halvings;
        long features = (long)channels[^1] * (ImageShape.Height / scale) * (ImageShape.Width / scale);
        _head = new ProjectionHead(features, options.ClassCount, options.SpectralNorm);
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
        torch.Tensor? classes = ClassLabels.For(labels, _options.ClassCount);
        torch.Tensor x = MemoryFormat.ChannelsLast(input);
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        using torch.Tensor features = x.flatten(1);
        return _head.forward(features, classes).MoveToOuterDisposeScope();
    }

    private ConvBlock Block(int from, int to, int kernelSize = 3, int stride = 1) =>
        new(new ConvLayer(from, to, kernelSize, stride, padding: 1, spectralNorm: _options.SpectralNorm), leakySlope: _options.LeakySlope);
}
