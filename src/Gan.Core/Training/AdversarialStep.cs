using Gan.Core.Layers;
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
    private readonly torch.ScalarType _type;

    public AdversarialStep(
        IGenerator generator,
        IDiscriminator discriminator,
        AdamOptimizer generatorOptimizer,
        AdamOptimizer discriminatorOptimizer,
        IAdversarialLoss loss,
        torch.ScalarType type)
    {
        _generator = generator;
        _discriminator = discriminator;
        _generatorOptimizer = generatorOptimizer;
        _discriminatorOptimizer = discriminatorOptimizer;
        _loss = loss;
        _type = type;
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
        using var withGradient = torch.enable_grad();
        torch.Tensor fake = _generator.Generate(latent.to_type(_type), labels);

        torch.Tensor realLogits = Judge(real.to_type(_type), labels);
        torch.Tensor fakeLogits = Judge(fake.detach(), labels);
        torch.Tensor discriminatorLoss = _loss.Discriminator(realLogits, fakeLogits);
        discriminatorLoss.backward();
        BackwardFailure.ThrowIfAny();
        _discriminatorOptimizer.Step();

        torch.Tensor generatorLoss;
        using (new FrozenWeights(_discriminatorOptimizer))
        {
            generatorLoss = _loss.Generator(Judge(fake, labels));
            generatorLoss.backward();
            BackwardFailure.ThrowIfAny();
        }

        _generatorOptimizer.Step();

        using var noGradient = torch.no_grad();
        return torch.stack([discriminatorLoss, generatorLoss, realLogits.sigmoid().mean(), fakeLogits.sigmoid().mean()])
            .detach().to(torch.ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Logits in float32 at least: the loss is no place to round.</summary>
    private torch.Tensor Judge(torch.Tensor images, torch.Tensor? labels)
    {
        torch.Tensor logits = _discriminator.Discriminate(images, labels);
        return _type == torch.ScalarType.BFloat16 ? logits.to_type(torch.ScalarType.Float32) : logits;
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
