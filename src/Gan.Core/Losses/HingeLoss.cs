using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>max(0, 1 − D(x)) + max(0, 1 + D(G(z))); −D(G(z)) for the generator.</summary>
internal sealed class HingeLoss : IAdversarialLoss
{
    public string Name => "hinge";

    public torch.Tensor Discriminator(torch.Tensor realLogits, torch.Tensor fakeLogits)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = functional.relu(realLogits.neg().add(1f)).mean();
        torch.Tensor fake = functional.relu(fakeLogits.add(1f)).mean();
        return real.add(fake).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(torch.Tensor fakeLogits)
    {
        using var scope = torch.NewDisposeScope();
        return fakeLogits.mean().neg().MoveToOuterDisposeScope();
    }
}
