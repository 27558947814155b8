using TorchSharp;

namespace Gan.Core.TestProcess;

/// <summary>Binary cross-entropy that cancels the run in its n-th step, wherever in a tick that is.</summary>
public sealed class CancellingLoss(int step, CancellationTokenSource source) : IAdversarialLoss
{
    // The builder tries the loss once.
    private int _steps = -1;

    public string Name => AdversarialLosses.BinaryCrossEntropy.Name;

    public torch.Tensor Discriminator(JudgedBatch batch) => AdversarialLosses.BinaryCrossEntropy.Discriminator(batch);

    public torch.Tensor Generator(JudgedBatch batch)
    {
        if (++_steps == step && step > 0)
        {
            source.Cancel();
        }

        return AdversarialLosses.BinaryCrossEntropy.Generator(batch);
    }
}
