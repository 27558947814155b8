using TorchSharp;

namespace Gan.Core;

/// <summary>What is added to the discriminator's loss so that it stays well-behaved, such as R1 (Mescheder et al. 2018).</summary>
public interface IPenalty : IObjectivePart
{
    /// <summary>
    /// The penalty is added at every <see cref="Interval"/>-th step, from the first, and then counts as many times: its mean strength stays
    /// that of a penalty at every step (lazy regularisation, Karras et al. 2020). At least 1.
    /// </summary>
    /// <value>The default value is 1.</value>
    int Interval => 1;

    /// <summary>Whether gradients with respect to the pictures are taken: both real and generated ones then require gradients.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    bool NeedsImageGradients => false;

    /// <summary>The penalty. <see cref="ImageGradients"/> gives gradients with respect to pictures.</summary>
    /// <param name="batch">What the discriminator was shown, and what it says of it.</param>
    /// <returns>A scalar (shape []), differentiable in the discriminator's weights. The caller disposes it.</returns>
    torch.Tensor Compute(JudgedBatch batch);
}
