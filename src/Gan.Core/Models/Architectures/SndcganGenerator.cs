using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="SndcganGeneratorOptions"/> describe.</summary>
internal sealed class SndcganGenerator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IGenerator
{
    private readonly SndcganGeneratorOptions _options;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    [ComponentName(Name = "dense_norm")]
    private readonly Module _denseNorm;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConditionalConvBlock> _blocks;

    [ComponentName(Name = "image")]
    private readonly ConvLayer _image;

    public SndcganGenerator(SndcganGeneratorOptions options, long seed)
        : base(nameof(SndcganGenerator))
    {
        _options = options;
        ChannelList channels = options.Channels;
        // Normalisation takes away what a bias would add.
        _dense = new DenseLayer(options.Latent.Size, DoublingStages.FirstValues(channels, ImageShape), bias: false);
        _denseNorm = Norm(channels[0]);
        _blocks = new ModuleList<ConditionalConvBlock>([.. Enumerable.Range(1, channels.Count - 1).Select(
            i => new ConditionalConvBlock(new TransposedConvLayer(channels[i - 1], channels[i], bias: false), Norm(channels[i])))]);
        _image = new ConvLayer(channels[^1], ImageShape.Channels);
        RegisterComponents();
        WeightInitialization.Normal(this, seed);
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
        torch.Tensor x = DoublingStages.ToPictures(_dense.forward(input), _options.Channels, ImageShape);
        using (torch.Tensor before = x)
        {
            x = NormalizationLayers.NormalizeAndActivate(before, _denseNorm, classes);
        }

        foreach (ConditionalConvBlock block in _blocks)
        {
            using torch.Tensor before = x;
            x = block.forward(before, classes);
        }

        return x.Then(_image).tanh_().MoveToOuterDisposeScope();
    }

    private Module Norm(int channels) =>
        NormalizationLayers.Create(Normalization.Batch, channels, _options.BatchNorm, _options.ClassCount)!;
}
