using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="ResidualGeneratorOptions"/> describe.</summary>
internal sealed class ResidualGenerator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IGenerator
{
    private readonly ResidualGeneratorOptions _options;
    private readonly int _attends;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ResidualGeneratorBlock> _blocks;

    [ComponentName(Name = "attention")]
    private readonly SelfAttention? _attention;

    [ComponentName(Name = "norm")]
    private readonly Module? _norm;

    [ComponentName(Name = "image")]
    private readonly ConvLayer _image;

    public ResidualGenerator(ResidualGeneratorOptions options, long seed)
        : base(nameof(ResidualGenerator))
    {
        _options = options;
        ChannelList channels = options.Channels;
        double? spectral = options.SpectralNorm;
        _dense = new DenseLayer(options.Latent.Size, DoublingStages.FirstValues(channels, ImageShape), spectralNorm: spectral);
        _blocks = new ModuleList<ResidualGeneratorBlock>([.. Enumerable.Range(1, channels.Count - 1).Select(
            i => new ResidualGeneratorBlock(channels[i - 1], channels[i], Norm, spectral))]);
        _attends = AttentionStage.OfGenerator(channels.Count - 1, ImageShape);
        _attention = options.Attention ? new SelfAttention(channels[_attends + 1], spectral) : null;
        // The last normalisation is told of no classes, as in the paper.
        _norm = NormalizationLayers.Create(options.Normalization, channels[^1], options.BatchNorm);
        _image = new ConvLayer(channels[^1], ImageShape.Channels, spectralNorm: spectral);
        RegisterComponents();
        WeightInitialization.GlorotUniform(this, seed);
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
        for (int i = 0; i < _blocks.Count; i++)
        {
            using (torch.Tensor before = x)
            {
                x = _blocks[i].forward(before, classes);
            }

            x = _attention is not null && i == _attends ? x.Then(_attention) : x;
        }

        using torch.Tensor last = x;
        return NormalizationLayers.NormalizeAndActivate(last, _norm, null).Then(_image).tanh_().MoveToOuterDisposeScope();
    }

    private Module? Norm(int channels) =>
        NormalizationLayers.Create(_options.Normalization, channels, _options.BatchNorm, _options.ClassCount);
}
