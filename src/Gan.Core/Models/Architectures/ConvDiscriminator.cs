using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The network that <see cref="ConvDiscriminatorOptions"/> describe.</summary>
internal sealed class ConvDiscriminator : Module<torch.Tensor, torch.Tensor>, IDiscriminator
{
    private readonly ConvDiscriminatorOptions _options;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    public ConvDiscriminator(ConvDiscriminatorOptions options, long seed)
        : base(nameof(ConvDiscriminator))
    {
        _options = options;
        int channels = options.ImageShape.Channels;
        int height = options.ImageShape.Height;
        int width = options.ImageShape.Width;
        List<ConvBlock> blocks = [];
        for (int i = 0; i < options.Channels.Count; i++)
        {
            int stride = i < options.Halvings ? 2 : 1;
            blocks.Add(new ConvBlock(
                new ConvLayer(channels, options.Channels[i], stride: stride),
                i == 0 ? null : BatchNorm2d(options.Channels[i], options.BatchNorm.Epsilon, options.BatchNorm.Momentum),
                options.LeakySlope,
                options.Dropout));
            channels = options.Channels[i];
            height = (height + stride - 1) / stride;
            width = (width + stride - 1) / stride;
        }

        _blocks = new ModuleList<ConvBlock>([.. blocks]);
        _dense = new DenseLayer((long)channels * height * width, 1);
        RegisterComponents();
        WeightInitialization.GlorotUniform(this, seed);
    }

    public Module Network => this;

    public ImageShape ImageShape => _options.ImageShape;

    public DiscriminatorOptions Options => _options;

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => forward(images);

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(input);
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        using torch.Tensor flat = x.flatten(1);
        using torch.Tensor column = _dense.forward(flat);
        return column.squeeze(1).MoveToOuterDisposeScope();
    }
}
