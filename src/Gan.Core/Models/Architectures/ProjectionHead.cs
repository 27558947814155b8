using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// The end of a discriminator: features to a logit, and, where there are classes, their inner product with a vector of the class (Miyato
/// and Koyama 2018, "cGANs with projection discriminator").
/// </summary>
internal sealed class ProjectionHead : Module<torch.Tensor, torch.Tensor?, torch.Tensor>
{
    private static readonly long[] Features = [1];

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    [ComponentName(Name = "embedding")]
    private readonly EmbeddingLayer? _embedding;

    /// <param name="features">Numbers for each picture.</param>
    /// <param name="classCount">How many classes there are; 0 for none.</param>
    /// <param name="spectralNorm">The spectral norm of both weights; null for none.</param>
    public ProjectionHead(long features, int classCount = 0, double? spectralNorm = null)
        : base(nameof(ProjectionHead))
    {
        _dense = new DenseLayer(features, 1, spectralNorm: spectralNorm);
        _embedding = classCount > 0 ? new EmbeddingLayer(classCount, features, spectralNorm) : null;
        RegisterComponents();
    }

    /// <summary>Judges features.</summary>
    /// <param name="input">float [N, features], of any floating-point type.</param>
    /// <param name="labels">int64 [N]; not looked at where there are no classes.</param>
    /// <returns>Logits [N] of the input's type. The caller disposes them.</returns>
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor? labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor logits = _dense.forward(input).squeeze(1);
        if (_embedding is not null)
        {
            logits = logits.Plus(_embedding.forward(labels!).TypedAs(input).mul(input).sum(Features));
        }

        return logits.MoveToOuterDisposeScope();
    }
}
