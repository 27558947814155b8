using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Gan.Tests;

/// <summary>A consumer's own generator: one dense layer over the latent vector and the class.</summary>
internal sealed class OwnGenerator : Module<torch.Tensor, torch.Tensor>, IGenerator
{
    private readonly Linear _dense;

    public OwnGenerator(int classCount = 0, long seed = 1)
        : base(nameof(OwnGenerator))
    {
        ClassCount = classCount;
        _dense = Linear(TestData.Latent.Size + classCount, TestData.Shape.ValueCount);
        RegisterComponents();
        WeightInitialization.GlorotUniform(this, seed);
    }

    public Module Network => this;

    public LatentSpace Latent => TestData.Latent;

    public ImageShape ImageShape { get; init; } = TestData.Shape;

    public int ClassCount { get; }

    public bool IsDisposed { get; private set; }

    /// <summary>Given the pictures before they are returned, on each call.</summary>
    public Func<torch.Tensor, torch.Tensor>? Change { get; init; }

    /// <summary>The batches that were asked for.</summary>
    public List<(bool Training, int Count, float FirstLatent, long[]? Labels)> Calls { get; } = [];

    public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null)
    {
        using var scope = torch.NewDisposeScope();
        Calls.Add((training, (int)latent.shape[0], latent[0, 0].item<float>(), labels?.data<long>().ToArray()));
        torch.Tensor input = labels is null ? latent : torch.cat([latent, functional.one_hot(labels, ClassCount).to(torch.float32)], 1);
        torch.Tensor images = forward(input);
        return (Change?.Invoke(images) ?? images).MoveToOuterDisposeScope();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        return _dense.forward(input).view(-1, TestData.Shape.Channels, TestData.Shape.Height, TestData.Shape.Width).tanh()
            .MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
