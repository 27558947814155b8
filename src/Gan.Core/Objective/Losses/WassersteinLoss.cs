using TorchSharp;

namespace Gan.Core;

/// <summary>D(G(z)) − D(x) for the critic; −D(G(z)) for the generator.</summary>
internal sealed class WassersteinLoss : IAdversarialLoss
{
    public string Name => "wasserstein";

    public torch.Tensor Discriminator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        return batch.FakeLogits.mean().sub(batch.RealLogits.mean()).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        return batch.FakeLogits.mean().neg().MoveToOuterDisposeScope();
    }
}
