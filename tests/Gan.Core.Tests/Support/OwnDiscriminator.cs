using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>A consumer's own discriminator: one dense layer over the pixels and the class.</summary>
internal sealed class OwnDiscriminator : Module<torch.Tensor, torch.Tensor>, IDiscriminator
{
    private readonly Linear _dense;

    public OwnDiscriminator(int classCount = 0, long seed = 2)
        : base(nameof(OwnDiscriminator))
    {
        ClassCount = classCount;
        _dense = Linear(TestData.Shape.ValueCount + classCount, 1);
        RegisterComponents();
        WeightInitialization.GlorotUniform(this, seed);
    }

    public Module Network => this;

    public ImageShape ImageShape { get; init; } = TestData.Shape;

    public int ClassCount { get; }

    public bool IsDisposed { get; private set; }

    /// <summary>Given the logits before they are returned, on each call.</summary>
    public Func<torch.Tensor, torch.Tensor>? Change { get; init; }

    /// <summary>Given the pictures, on each call.</summary>
    public Action<torch.Tensor>? Shown { get; init; }

    /// <summary>The classes it was told of, call by call.</summary>
    public List<long[]?> Labels { get; } = [];

    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null)
    {
        using var scope = torch.NewDisposeScope();
        Shown?.Invoke(images);
        Labels.Add(labels?.data<long>().ToArray());
        torch.Tensor pixels = images.flatten(1);
        torch.Tensor input = labels is null ? pixels : torch.cat([pixels, functional.one_hot(labels, ClassCount).to(torch.float32)], 1);
        torch.Tensor logits = forward(input);
        return (Change?.Invoke(logits) ?? logits).MoveToOuterDisposeScope();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        return _dense.forward(input).squeeze(1).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
