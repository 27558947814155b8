using TorchSharp;

namespace Gan.Core;

/// <summary>
/// One training step: the discriminator learns from a real and a generated batch, then the generator from the discriminator's view of the
/// same generated batch. The two batches pass the discriminator apart, since each has its own batch statistics, and the discriminator
/// stays in training mode throughout.
/// </summary>
internal sealed class AdversarialStep
{
    private readonly IGenerator _generator;
    private readonly IDiscriminator _discriminator;
    private readonly AdamOptimizer _generatorOptimizer;
    private readonly AdamOptimizer _discriminatorOptimizer;
    private readonly IAdversarialLoss _loss;

    public AdversarialStep(
        IGenerator generator,
        IDiscriminator discriminator,
        AdamOptimizer generatorOptimizer,
        AdamOptimizer discriminatorOptimizer,
        IAdversarialLoss loss)
    {
        _generator = generator;
        _discriminator = discriminator;
        _generatorOptimizer = generatorOptimizer;
        _discriminatorOptimizer = discriminatorOptimizer;
        _loss = loss;
    }

    /// <summary>Takes the step; nothing in it waits for the device.</summary>
    /// <param name="real">float [N, channels, height, width] in [−1, 1].</param>
    /// <param name="labels">int64 [N]: the classes of both the real and the generated pictures; null when there are none.</param>
    /// <param name="latent">float [N, latent size].</param>
    /// <returns>
    /// float32 [4] on the device: the discriminator's loss, the generator's loss, D(x) and D(G(z)). The caller disposes it.
    /// </returns>
    public torch.Tensor Take(torch.Tensor real, torch.Tensor? labels, torch.Tensor latent)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor fake = _generator.Generate(latent, labels);

        torch.Tensor realLogits = _discriminator.Discriminate(real, labels);
        torch.Tensor fakeLogits = _discriminator.Discriminate(fake.detach(), labels);
        torch.Tensor discriminatorLoss = _loss.Discriminator(realLogits, fakeLogits);
        discriminatorLoss.backward();
        _discriminatorOptimizer.Step();

        torch.Tensor generatorLoss;
        using (new FrozenWeights(_discriminatorOptimizer))
        {
            generatorLoss = _loss.Generator(_discriminator.Discriminate(fake, labels));
            generatorLoss.backward();
        }

        _generatorOptimizer.Step();

        using var noGradient = torch.no_grad();
        return torch.stack([discriminatorLoss, generatorLoss, realLogits.sigmoid().mean(), fakeLogits.sigmoid().mean()])
            .detach().to(torch.ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Weights that take no gradients for a while: the generator's step needs none of the discriminator's.</summary>
    private readonly ref struct FrozenWeights
    {
        private readonly AdamOptimizer _optimizer;

        public FrozenWeights(AdamOptimizer optimizer)
        {
            _optimizer = optimizer;
            Require(false);
        }

        public void Dispose() => Require(true);

        private void Require(bool gradients)
        {
            foreach (TorchSharp.Modules.Parameter weight in _optimizer.Weights)
            {
                weight.requires_grad = gradients;
            }
        }
    }
}
