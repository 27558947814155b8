using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="ResidualDiscriminatorOptions"/> describe.</summary>
internal sealed class ResidualDiscriminator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IDiscriminator
{
    private static readonly long[] Pixels = [2, 3];

    private readonly ResidualDiscriminatorOptions _options;
    private readonly int _attends;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ResidualDiscriminatorBlock> _blocks;

    [ComponentName(Name = "attention")]
    private readonly SelfAttention? _attention;

    [ComponentName(Name = "head")]
    private readonly ProjectionHead _head;

    public ResidualDiscriminator(ResidualDiscriminatorOptions options, long seed)
        : base(nameof(ResidualDiscriminator))
    {
        _options = options;
        ChannelList channels = options.Channels;
        double? spectral = options.SpectralNorm;
        _blocks = new ModuleList<ResidualDiscriminatorBlock>([.. Enumerable.Range(0, channels.Count).Select(Block)]);
        _attends = AttentionStage.OfDiscriminator(options.Halvings, ImageShape);
        _attention = options.Attention ? new SelfAttention(channels[_attends], spectral) : null;
        _head = new ProjectionHead(channels[^1], options.ClassCount, spectral);
        RegisterComponents();
        WeightInitialization.GlorotUniform(this, seed);

        ResidualDiscriminatorBlock Block(int index) => new(
            index == 0 ? ImageShape.Channels : channels[index - 1],
            channels[index],
            first: index == 0,
            halves: index < options.Halvings,
            width => NormalizationLayers.Create(options.Normalization, width, options.BatchNorm),
            spectral);
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
        for (int i = 0; i < _blocks.Count; i++)
        {
            x = x.Then(_blocks[i]);
            x = _attention is not null && i == _attends ? x.Then(_attention) : x;
        }

        using torch.Tensor active = functional.relu(x);
        using torch.Tensor features = active.sum(Pixels);
        return _head.forward(features, classes).MoveToOuterDisposeScope();
    }
}
