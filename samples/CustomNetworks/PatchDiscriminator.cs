using Gan.Core;
using Gan.Core.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CustomNetworks;

/// <summary>Judges many overlapping patches and averages; the class is a plane of its own beside the colours.</summary>
internal sealed class PatchDiscriminator : Module<Tensor, Tensor, Tensor>, IDiscriminator
{
    private readonly TorchSharp.Modules.Embedding _classes;
    private readonly ConvBlock _first;
    private readonly ConvBlock _second;
    private readonly ConvLayer _patches;

    public PatchDiscriminator(ImageShape shape, int classCount)
        : base(nameof(PatchDiscriminator))
    {
        ImageShape = shape;
        ClassCount = classCount;
        _classes = Embedding(classCount, (long)shape.Height * shape.Width);
        _first = new ConvBlock(new ConvLayer(shape.Channels + 1, 32, kernelSize: 4, stride: 2, padding: 1), leakySlope: 0.2);
        _second = new ConvBlock(new ConvLayer(32, 64, kernelSize: 4, stride: 2, padding: 1), leakySlope: 0.2);
        _patches = new ConvLayer(64, 1);
        RegisterComponents();
        WeightInitialization.HeNormal(this, seed: 2, leakySlope: 0.2);
    }

    public Module Network => this;

    public ImageShape ImageShape { get; }

    public int ClassCount { get; }

    public Tensor Discriminate(Tensor images, Tensor? labels = null) => forward(images, labels!);

    public override Tensor forward(Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        // Layers compute in the type of the pictures: all that a network has to do itself is to give what it adds the same type.
        Tensor plane = _classes.forward(labels).TypedAs(images).view(-1, 1, ImageShape.Height, ImageShape.Width);
        Tensor input = MemoryFormat.ChannelsLast(cat([images, plane], 1));
        return input.Then(_first).Then(_second).Then(_patches).mean([1, 2, 3]).MoveToOuterDisposeScope();
    }
}
