using TorchSharp;

namespace Gan.Core;

/// <summary>What the two networks minimise. Implementations hold no state.</summary>
public interface IAdversarialLoss
{
    /// <summary>The name written to a run's description; two losses of one name compute the same.</summary>
    string Name { get; }

    /// <summary>The discriminator's loss.</summary>
    /// <param name="realLogits">float [N]: what it says of real pictures.</param>
    /// <param name="fakeLogits">float [N]: what it says of generated pictures.</param>
    /// <returns>A scalar, differentiable in both. The caller disposes it.</returns>
    torch.Tensor Discriminator(torch.Tensor realLogits, torch.Tensor fakeLogits);

    /// <summary>The generator's loss.</summary>
    /// <param name="fakeLogits">float [N]: what the discriminator says of generated pictures.</param>
    /// <returns>A scalar, differentiable. The caller disposes it.</returns>
    torch.Tensor Generator(torch.Tensor fakeLogits);
}
