using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>Binary cross-entropy that a test can spoil; each hook is given the number of the call, from 1, and the loss.</summary>
internal sealed class HookedLoss : IAdversarialLoss
{
    public string Name => "hooked";

    public Func<int, torch.Tensor, torch.Tensor>? OnDiscriminator { get; init; }

    /// <summary>The number of the call, the loss and the logits it was made from.</summary>
    public Func<int, torch.Tensor, torch.Tensor, torch.Tensor>? OnGenerator { get; init; }

    /// <summary>Calls so far, as of <see cref="GeneratorCalls"/>: one for each step begun.</summary>
    public int DiscriminatorCalls { get; private set; }

    public int GeneratorCalls { get; private set; }

    public torch.Tensor Discriminator(torch.Tensor realLogits, torch.Tensor fakeLogits)
    {
        torch.Tensor loss = AdversarialLosses.BinaryCrossEntropy.Discriminator(realLogits, fakeLogits);
        DiscriminatorCalls++;
        return OnDiscriminator?.Invoke(DiscriminatorCalls, loss) ?? loss;
    }

    public torch.Tensor Generator(torch.Tensor fakeLogits)
    {
        torch.Tensor loss = AdversarialLosses.BinaryCrossEntropy.Generator(fakeLogits);
        GeneratorCalls++;
        return OnGenerator?.Invoke(GeneratorCalls, loss, fakeLogits) ?? loss;
    }
}
