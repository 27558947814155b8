using Gan.Core;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CustomNetworks;

/// <summary>Judges many overlapping patches and averages; the class is a plane of its own beside the colours.</summary>
internal sealed class PatchDiscriminator : Module<Tensor, Tensor, Tensor>, IDiscriminator
{
    private readonly TorchSharp.Modules.Embedding _classes;
    private readonly TorchSharp.Modules.Sequential _layers;

    public PatchDiscriminator(ImageShape shape, int classCount)
        : base(nameof(PatchDiscriminator))
    {
        ImageShape = shape;
        ClassCount = classCount;
        _classes = Embedding(classCount, (long)shape.Height * shape.Width);
        _layers = Sequential(
            ("conv1", Conv2d(shape.Channels + 1, 32, kernel_size: 4, stride: 2, padding: 1)),
            ("relu1", LeakyReLU(0.2)),
            ("conv2", Conv2d(32, 64, kernel_size: 4, stride: 2, padding: 1)),
            ("relu2", LeakyReLU(0.2)),
            ("patches", Conv2d(64, 1, kernel_size: 3, padding: 1)));
        RegisterComponents();
    }

    public Module Network => this;

    public ImageShape ImageShape { get; }

    public int ClassCount { get; }

    public Tensor Discriminate(Tensor images, Tensor? labels = null) => forward(images, labels!);

    public override Tensor forward(Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor plane = _classes.forward(labels).view(-1, 1, ImageShape.Height, ImageShape.Width);
        Tensor patches = _layers.forward(cat([images, plane], 1));
        return patches.mean([1, 2, 3]).MoveToOuterDisposeScope();
    }
}
