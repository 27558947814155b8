using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="LightGeneratorOptions"/> describe.</summary>
internal sealed class LightGenerator : Module<torch.Tensor, torch.Tensor>, IGenerator
{
    private readonly LightGeneratorOptions _options;
    private readonly int _scale;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    [ComponentName(Name = "dense_norm")]
    private readonly BatchNorm2d _denseNorm;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "image")]
    private readonly ConvLayer _image;

    public LightGenerator(LightGeneratorOptions options, long seed)
        : base(nameof(LightGenerator))
    {
        _options = options;
        _scale = DoublingStages.Scale(options.Channels);
        ChannelList channels = options.Channels;
        ImageShape image = options.ImageShape;
        _dense = new DenseLayer(options.Latent.Size, (long)channels[0] * (image.Height / _scale) * (image.Width / _scale), bias: false);
        _denseNorm = Norm(channels[0]);
        _blocks = new ModuleList<ConvBlock>([.. Enumerable.Range(1, channels.Count - 1).Select(i =>
            new ConvBlock(new TransposedConvLayer(channels[i - 1], channels[i], bias: false), Norm(channels[i])))]);
        _image = new ConvLayer(channels[^1], image.Channels);
        RegisterComponents();
        WeightInitialization.LeCunNormal(this, seed);
        using (torch.NewDisposeScope())
        using (torch.no_grad())
        {
            // Pictures begin near grey, away from the flat ends of tanh.
            _image.Kernel.mul_(0.5f);
        }
    }

    public Module Network => this;

    public LatentSpace Latent => _options.Latent;

    public ImageShape ImageShape => _options.ImageShape;

    public GeneratorOptions Options => _options;

    public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => forward(latent);

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = _dense.forward(input);
        x = x.view(-1, _options.Channels[0], ImageShape.Height / _scale, ImageShape.Width / _scale);
        x = MemoryFormat.ChannelsLast(x);
        x = ConvBlock.Activate(_denseNorm.forward(x), leakySlope: 0);
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        return x.Then(_image).tanh_().MoveToOuterDisposeScope();
    }

    private BatchNorm2d Norm(int channels) => BatchNorm2d(channels, _options.BatchNorm.Epsilon, _options.BatchNorm.Momentum);
}
