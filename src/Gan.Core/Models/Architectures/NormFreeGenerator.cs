using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="NormFreeGeneratorOptions"/> describe.</summary>
internal sealed class NormFreeGenerator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IGenerator
{
    private readonly NormFreeGeneratorOptions _options;

    [ComponentName(Name = "embedding")]
    private readonly EmbeddingLayer? _embedding;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    [ComponentName(Name = "basis")]
    private readonly NormFreeBasis _basis;

    [ComponentName(Name = "stages")]
    private readonly ModuleList<NormFreeStage> _stages;

    [ComponentName(Name = "image")]
    private readonly ConvLayer _image;

    public NormFreeGenerator(NormFreeGeneratorOptions options, long seed)
        : base(nameof(NormFreeGenerator))
    {
        _options = options;
        ChannelList channels = options.Channels;
        int scale = DoublingStages.Scale(channels);
        (int height, int width) = (ImageShape.Height / scale, ImageShape.Width / scale);
        _embedding = options.ClassCount > 0 ? new EmbeddingLayer(options.ClassCount, options.EmbeddingSize) : null;
        _dense = new DenseLayer(options.Latent.Size + (_embedding is null ? 0 : options.EmbeddingSize), channels[0], bias: false);
        _basis = new NormFreeBasis(channels[0], height, width, toPictures: true);
        _stages = new ModuleList<NormFreeStage>([.. Enumerable.Range(0, channels.Count).Select(i => new NormFreeStage(
            channels[Math.Max(0, i - 1)],
            channels[i],
            i == 0 ? NormFreeStage.Resampling.None : NormFreeStage.Resampling.UpBefore,
            options.BlocksPerStage,
            width => new NormFreeBlock(width, options.Expansion, options.Cardinality)))]);
        _image = new ConvLayer(channels[^1], ImageShape.Channels, kernelSize: 1, bias: false);
        RegisterComponents();
        NormFreeParts.Begin(this, seed);
        // The pictures that it begins with have the deviation 1; a class, as a vector of zeros and a one, that of a dense layer.
        NormFreeParts.Scale(_basis, Math.Sqrt((double)height * width));
        if (_embedding is not null)
        {
            NormFreeParts.Scale(_embedding, Math.Sqrt((double)options.EmbeddingSize / options.ClassCount));
        }
    }

    public Module Network => this;

    public LatentSpace Latent => _options.Latent;

    public ImageShape ImageShape => _options.ImageShape;

    public GeneratorOptions Options => _options;

    public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => forward(latent, labels);

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor? classes = ClassLabels.For(labels, _options.ClassCount);
        torch.Tensor asked = classes is null ? input.alias() : torch.cat([input, _embedding!.forward(classes).TypedAs(input)], 1);
        torch.Tensor x = asked.Then(_dense).Then(_basis);
        foreach (NormFreeStage stage in _stages)
        {
            x = x.Then(stage);
        }

        return x.Then(_image).tanh_().MoveToOuterDisposeScope();
    }
}
