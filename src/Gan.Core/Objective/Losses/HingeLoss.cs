using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>max(0, 1 − D(x)) + max(0, 1 + D(G(z))); −D(G(z)) for the generator.</summary>
internal sealed class HingeLoss : IAdversarialLoss
{
    public string Name => "hinge";

    public torch.Tensor Discriminator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = functional.relu(batch.RealLogits.neg().Plus(1)).mean();
        torch.Tensor fake = functional.relu(batch.FakeLogits.Plus(1)).mean();
        return real.Plus(fake).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        return batch.FakeLogits.mean().neg().MoveToOuterDisposeScope();
    }
}
