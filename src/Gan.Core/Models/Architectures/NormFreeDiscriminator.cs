using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="NormFreeDiscriminatorOptions"/> describe.</summary>
internal sealed class NormFreeDiscriminator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IDiscriminator
{
    private readonly NormFreeDiscriminatorOptions _options;

    [ComponentName(Name = "image")]
    private readonly ConvLayer _image;

    [ComponentName(Name = "stages")]
    private readonly ModuleList<NormFreeStage> _stages;

    [ComponentName(Name = "basis")]
    private readonly NormFreeBasis _basis;

    [ComponentName(Name = "head")]
    private readonly ProjectionHead _head;

    public NormFreeDiscriminator(NormFreeDiscriminatorOptions options, long seed)
        : base(nameof(NormFreeDiscriminator))
    {
        _options = options;
        ChannelList channels = options.Channels;
        int scale = 1 << options.Halvings;
        _image = new ConvLayer(ImageShape.Channels, channels[0], kernelSize: 1, bias: false);
        _stages = new ModuleList<NormFreeStage>([.. Enumerable.Range(0, channels.Count).Select(i => new NormFreeStage(
            channels[i],
            channels[Math.Min(i + 1, options.Halvings)],
            i == options.Halvings ? NormFreeStage.Resampling.None : NormFreeStage.Resampling.DownAfter,
            options.BlocksPerStage,
            width => new NormFreeBlock(width, options.Expansion, options.Cardinality)))]);
        _basis = new NormFreeBasis(channels[^1], ImageShape.Height / scale, ImageShape.Width / scale, toPictures: false);
        _head = new ProjectionHead(channels[^1], options.ClassCount);
        RegisterComponents();
        NormFreeParts.Begin(this, seed);
    }

    public Module Network => this;

    public ImageShape ImageShape => _options.ImageShape;

    public DiscriminatorOptions Options => _options;

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images, labels);

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor? classes = ClassLabels.For(labels, _options.ClassCount);
        torch.Tensor x = MemoryFormat.ChannelsLast(input).Then(_image);
        foreach (NormFreeStage stage in _stages)
        {
            x = x.Then(stage);
        }

        using torch.Tensor features = x.Then(_basis);
        return _head.forward(features, classes).MoveToOuterDisposeScope();
    }
}
