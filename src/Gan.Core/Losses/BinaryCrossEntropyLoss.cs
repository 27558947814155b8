using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>−log σ(D(x)) and −log(1 − σ(D(G(z)))) halved; −log σ(D(G(z))) for the generator.</summary>
internal sealed class BinaryCrossEntropyLoss : IAdversarialLoss
{
    public string Name => "binary-cross-entropy";

    public torch.Tensor Discriminator(torch.Tensor realLogits, torch.Tensor fakeLogits)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = functional.logsigmoid(realLogits).mean();
        torch.Tensor fake = functional.logsigmoid(fakeLogits.neg()).mean();
        return real.add(fake).mul(-0.5f).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(torch.Tensor fakeLogits)
    {
        using var scope = torch.NewDisposeScope();
        return functional.logsigmoid(fakeLogits).mean().neg().MoveToOuterDisposeScope();
    }
}
