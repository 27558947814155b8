using Gan.Core;
using Gan.Core.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CustomNetworks;

/// <summary>Dense layers from a latent vector and a class to a picture: nothing like the presets, and small.</summary>
internal sealed class PerceptronGenerator : Module<Tensor, Tensor, Tensor>, IGenerator
{
    private readonly TorchSharp.Modules.Embedding _classes;
    private readonly TorchSharp.Modules.Sequential _layers;

    public PerceptronGenerator(ImageShape shape, int classCount)
        : base(nameof(PerceptronGenerator))
    {
        ImageShape = shape;
        ClassCount = classCount;
        _classes = Embedding(classCount, 16);
        _layers = Sequential(
            ("hidden1", new DenseLayer(Latent.Size + 16, 256)),
            ("relu1", LeakyReLU(0.2)),
            ("hidden2", new DenseLayer(256, 512)),
            ("relu2", LeakyReLU(0.2)),
            ("image", new DenseLayer(512, shape.ValueCount)),
            ("tanh", Tanh()));
        RegisterComponents();
        WeightInitialization.HeNormal(this, seed: 1, leakySlope: 0.2);
    }

    public Module Network => this;

    public LatentSpace Latent { get; } = new(32, LatentDistribution.Normal);

    public ImageShape ImageShape { get; }

    public int ClassCount { get; }

    public Tensor Generate(Tensor latent, Tensor? labels = null) => forward(latent, labels!);

    public override Tensor forward(Tensor latent, Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor input = cat([latent, _classes.forward(labels).TypedAs(latent)], 1);
        return _layers.forward(input)
            .view(-1, ImageShape.Channels, ImageShape.Height, ImageShape.Width)
            .MoveToOuterDisposeScope();
    }
}
