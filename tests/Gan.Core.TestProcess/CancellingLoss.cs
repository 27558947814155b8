using TorchSharp;

namespace Gan.Core.TestProcess;

/// <summary>Binary cross-entropy that cancels the run in its n-th step, wherever in a tick that is.</summary>
public sealed class CancellingLoss(int step, CancellationTokenSource source) : IAdversarialLoss
{
    private int _steps;

    public string Name => AdversarialLosses.BinaryCrossEntropy.Name;

    public torch.Tensor Discriminator(torch.Tensor realLogits, torch.Tensor fakeLogits) =>
        AdversarialLosses.BinaryCrossEntropy.Discriminator(realLogits, fakeLogits);

    public torch.Tensor Generator(torch.Tensor fakeLogits)
    {
        if (++_steps == step)
        {
            source.Cancel();
        }

        return AdversarialLosses.BinaryCrossEntropy.Generator(fakeLogits);
    }
}
