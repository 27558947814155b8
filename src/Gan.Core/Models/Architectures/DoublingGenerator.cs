using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// A dense projection, then a 4×4 transposed convolution of stride 2 for each doubling, all with batch normalisation, of each class's own
/// where there are classes, and ReLU, then a 3×3 convolution to colours and tanh.
/// </summary>
internal sealed class DoublingGenerator : Module<torch.Tensor, torch.Tensor?, torch.Tensor>, IGenerator
{
    private readonly ChannelList _channels;
    private readonly BatchNormOptions _batchNorm;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    [ComponentName(Name = "dense_norm")]
    private readonly Module _denseNorm;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConditionalConvBlock> _blocks;

    [ComponentName(Name = "image")]
    private readonly ConvLayer _image;

    /// <param name="options">What a file says of it.</param>
    /// <param name="channels">Channels of each stage.</param>
    /// <param name="batchNorm">Batch normalisation.</param>
    public DoublingGenerator(GeneratorOptions options, ChannelList channels, BatchNormOptions batchNorm)
        : base(nameof(DoublingGenerator))
    {
        (Options, _channels, _batchNorm) = (options, channels, batchNorm);
        // Normalisation takes away what a bias would add.
        _dense = new DenseLayer(options.Latent.Size, DoublingStages.FirstValues(channels, ImageShape), bias: false);
        _denseNorm = Norm(channels[0]);
        _blocks = new ModuleList<ConditionalConvBlock>([.. Enumerable.Range(1, channels.Count - 1).Select(
            i => new ConditionalConvBlock(new TransposedConvLayer(channels[i - 1], channels[i], bias: false), Norm(channels[i])))]);
        _image = new ConvLayer(channels[^1], ImageShape.Channels);
        RegisterComponents();
    }

    /// <summary>The layer that makes colours.</summary>
    public ConvLayer ImageLayer => _image;

    public Module Network => this;

    public LatentSpace Latent => Options.Latent;

    public ImageShape ImageShape => Options.ImageShape;

    public GeneratorOptions Options { get; }

    public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => forward(latent, labels);

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor? classes = ClassLabels.For(labels, Options.ClassCount);
        torch.Tensor x = DoublingStages.ToPictures(_dense.forward(input), _channels, ImageShape);
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
        NormalizationLayers.Create(Normalization.Batch, channels, _batchNorm, Options.ClassCount)!;
}
