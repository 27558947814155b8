using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>Losses of logits that no discriminator has given.</summary>
internal static class LossesOfLogits
{
    public static torch.Tensor Discriminator(this IAdversarialLoss loss, torch.Tensor realLogits, torch.Tensor fakeLogits)
    {
        using JudgedBatch batch = Batch(realLogits, fakeLogits);
        return loss.Discriminator(batch);
    }

    public static torch.Tensor Generator(this IAdversarialLoss loss, torch.Tensor fakeLogits)
    {
        using JudgedBatch batch = Batch(fakeLogits, fakeLogits);
        return loss.Generator(batch);
    }

    private static JudgedBatch Batch(torch.Tensor real, torch.Tensor fake) => new(real, fake, images => images.alias());
}
