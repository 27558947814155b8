using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>Binary cross-entropy that a test can spoil; each hook is given the number of the call, from 1, and the loss.</summary>
/// <param name="isTried">Whether a builder tries the loss once, which is call 0 and is not hooked.</param>
internal sealed class HookedLoss(bool isTried = true) : IAdversarialLoss
{
    public string Name => "hooked";

    public Func<int, torch.Tensor, torch.Tensor>? OnDiscriminator { get; init; }

    /// <summary>The number of the call, the loss and the logits it was made from.</summary>
    public Func<int, torch.Tensor, torch.Tensor, torch.Tensor>? OnGenerator { get; init; }

    /// <summary>Calls so far, as of <see cref="GeneratorCalls"/>: one for each step begun.</summary>
    public int DiscriminatorCalls { get; private set; } = isTried ? -1 : 0;

    public int GeneratorCalls { get; private set; } = isTried ? -1 : 0;

    public torch.Tensor Discriminator(JudgedBatch batch)
    {
        torch.Tensor loss = AdversarialLosses.BinaryCrossEntropy.Discriminator(batch);
        DiscriminatorCalls++;
        return DiscriminatorCalls == 0 ? loss : OnDiscriminator?.Invoke(DiscriminatorCalls, loss) ?? loss;
    }

    public torch.Tensor Generator(JudgedBatch batch)
    {
        torch.Tensor loss = AdversarialLosses.BinaryCrossEntropy.Generator(batch);
        GeneratorCalls++;
        return GeneratorCalls == 0 ? loss : OnGenerator?.Invoke(GeneratorCalls, loss, batch.FakeLogits) ?? loss;
    }
}
