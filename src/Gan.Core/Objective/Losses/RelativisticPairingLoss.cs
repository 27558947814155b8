using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>softplus(−(D(x) − D(G(z)))) pair by pair; softplus(−(D(G(z)) − D(x))) for the generator.</summary>
internal sealed class RelativisticPairingLoss : IAdversarialLoss
{
    public string Name => "relativistic-pairing";

    public torch.Tensor Discriminator(JudgedBatch batch) => Prefer(batch.RealLogits, batch.FakeLogits);

    public torch.Tensor Generator(JudgedBatch batch) => Prefer(batch.FakeLogits, batch.RealLogits);

    /// <summary>softplus(−x) is −log σ(x), which libtorch computes without a threshold.</summary>
    private static torch.Tensor Prefer(torch.Tensor higher, torch.Tensor lower)
    {
        using var scope = torch.NewDisposeScope();
        return functional.logsigmoid(higher.sub(lower)).mean().neg().MoveToOuterDisposeScope();
    }
}
