using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Changes the pictures that the discriminator sees, real and generated alike and in both turns, so that it cannot learn the few real
/// ones by heart (Zhao et al. 2020; Karras et al. 2020). Gradients reach the generator through it.
/// </summary>
/// <remarks>
/// Draw from TorchSharp's global generators: the trainer seeds them for each step, so that runs can be repeated and resumed.
/// </remarks>
public interface IAugmentation : IObjectivePart
{
    /// <summary>Changes a batch.</summary>
    /// <param name="images">float32 [N, channels, height, width] in [−1, 1].</param>
    /// <param name="position">Where in its run the step is, for a strength that changes.</param>
    /// <returns>The same shape, differentiable in <paramref name="images"/>; a tensor of its own. The caller disposes it.</returns>
    torch.Tensor Apply(torch.Tensor images, StepPosition position);

    /// <summary>
    /// Told what the discriminator said in its turn, for augmentations that adapt. Nothing in it should wait for the device.
    /// </summary>
    /// <param name="batch">The turn.</param>
    void Observe(JudgedBatch batch)
    {
    }
}
