using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>−log σ(D(x)) and −log(1 − σ(D(G(z)))) halved; −log σ(D(G(z))) for the generator.</summary>
internal sealed class BinaryCrossEntropyLoss : IAdversarialLoss
{
    public string Name => "binary-cross-entropy";

    public torch.Tensor Discriminator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = functional.logsigmoid(batch.RealLogits).mean();
        torch.Tensor fake = functional.logsigmoid(batch.FakeLogits.neg()).mean();
        return real.Plus(fake).Times(-0.5).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        return functional.logsigmoid(batch.FakeLogits).mean().neg().MoveToOuterDisposeScope();
    }
}
