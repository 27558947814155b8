using TorchSharp;

namespace Gan.Core;

/// <summary>((D(x) − 1)² + D(G(z))²) / 2; (D(G(z)) − 1)² / 2 for the generator.</summary>
internal sealed class LeastSquaresLoss : IAdversarialLoss
{
    public string Name => "least-squares";

    public torch.Tensor Discriminator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = batch.RealLogits.Plus(-1).square().mean();
        torch.Tensor fake = batch.FakeLogits.square().mean();
        return real.Plus(fake).Times(0.5).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        return batch.FakeLogits.Plus(-1).square().mean().Times(0.5).MoveToOuterDisposeScope();
    }
}
