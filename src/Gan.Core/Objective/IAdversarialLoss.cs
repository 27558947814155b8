using TorchSharp;

namespace Gan.Core;

/// <summary>What the two networks minimise.</summary>
public interface IAdversarialLoss : IObjectivePart
{
    /// <summary>The discriminator's loss.</summary>
    /// <param name="batch">What it was shown, and what it says of it.</param>
    /// <returns>A scalar (shape []), differentiable in the logits. The caller disposes it.</returns>
    torch.Tensor Discriminator(JudgedBatch batch);

    /// <summary>The generator's loss.</summary>
    /// <param name="batch">What the discriminator says of the same pictures now; the real logits cost a pass of their own.</param>
    /// <returns>A scalar (shape []), differentiable in the logits. The caller disposes it.</returns>
    torch.Tensor Generator(JudgedBatch batch);
}
