using Gan.Core;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.StepRace;

/// <summary>
/// The training step as a user of TorchSharp writes it, after TorchSharp's own examples: modules, <c>optim.Adam</c>,
/// <c>BCEWithLogitsLoss</c> and one dispose scope.
/// </summary>
internal sealed class NaiveStep : IDisposable
{
    private readonly Module<torch.Tensor, torch.Tensor> _generator;
    private readonly Module<torch.Tensor, torch.Tensor> _discriminator;
    private readonly torch.optim.Optimizer _generatorOptimizer;
    private readonly torch.optim.Optimizer _discriminatorOptimizer;
    private readonly Loss<torch.Tensor, torch.Tensor, torch.Tensor> _criterion = BCEWithLogitsLoss();

    /// <summary>Takes two networks, which it owns, already on their device.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="discriminator">The discriminator, giving logits [N, 1].</param>
    /// <param name="options">For the optimizers.</param>
    public NaiveStep(Module<torch.Tensor, torch.Tensor> generator, Module<torch.Tensor, torch.Tensor> discriminator, GanOptions options)
    {
        _generator = generator;
        _discriminator = discriminator;
        _generatorOptimizer = Adam(generator, options.GeneratorOptimizer);
        _discriminatorOptimizer = Adam(discriminator, options.DiscriminatorOptimizer);
        _generator.train();
        _discriminator.train();
    }

    /// <summary>Takes one step.</summary>
    /// <param name="real">[N, C, H, W] in [−1, 1].</param>
    /// <param name="latent">[N, latent size].</param>
    /// <returns>[2]: the losses of discriminator and generator; the caller disposes it.</returns>
    public torch.Tensor Take(torch.Tensor real, torch.Tensor latent)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor ones = torch.ones([real.shape[0], 1], real.dtype, real.device);
        torch.Tensor zeros = torch.zeros([real.shape[0], 1], real.dtype, real.device);

        _discriminatorOptimizer.zero_grad();
        torch.Tensor fake = _generator.forward(latent);
        torch.Tensor realLoss = _criterion.forward(_discriminator.forward(real), ones);
        torch.Tensor fakeLoss = _criterion.forward(_discriminator.forward(fake.detach()), zeros);
        torch.Tensor discriminatorLoss = (realLoss + fakeLoss) * 0.5;
        discriminatorLoss.backward();
        _discriminatorOptimizer.step();

        _generatorOptimizer.zero_grad();
        torch.Tensor generatorLoss = _criterion.forward(_discriminator.forward(fake), ones);
        generatorLoss.backward();
        _generatorOptimizer.step();
        return torch.stack([discriminatorLoss.detach(), generatorLoss.detach()]).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        _criterion.Dispose();
        _generator.Dispose();
        _discriminator.Dispose();
    }

    private static TorchSharp.Modules.Adam Adam(Module network, AdamOptions options) =>
        torch.optim.Adam(network.parameters(), options.LearningRate, options.Beta1, options.Beta2, options.Epsilon);
}
