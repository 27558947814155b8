using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core;

/// <summary>What losses, penalties, augmentations and a discriminator make of each other.</summary>
internal static class ObjectiveChecks
{
    /// <summary>Lists the parts that make no sense together.</summary>
    /// <param name="objective">The parts.</param>
    /// <param name="discriminator">What they work on.</param>
    /// <returns>A sentence for each problem, saying what to change.</returns>
    public static IEnumerable<string> Misfits(Objective objective, IDiscriminator discriminator)
    {
        foreach (IPenalty penalty in objective.Penalties)
        {
            if (penalty is InterpolationPenalty && Modules(discriminator).Any(NormalisesBatches))
            {
                yield return $"the penalty {penalty.Name} holds the gradient of each picture to a length, and with batch normalisation the "
                    + "discriminator's gradient at a picture is one of the whole batch: leave batch normalisation out, or take Penalties.R1.";
            }

            if (penalty is ConsistencyPenalty && objective.Augmentations.Count == 0)
            {
                yield return $"the penalty {penalty.Name} compares two draws of the augmentations, and there is none: "
                    + "add one with WithAugmentation.";
            }
        }
    }

    /// <summary>Whether nothing that the library knows of bounds the slope of a critic that needs it.</summary>
    /// <param name="objective">The parts.</param>
    /// <param name="discriminator">The critic.</param>
    /// <returns>Whether to warn.</returns>
    public static bool IsUnboundedCritic(Objective objective, IDiscriminator discriminator) =>
        IsWasserstein(objective.Loss)
        && !objective.Penalties.Any(penalty => penalty.NeedsImageGradients || penalty is InterpolationPenalty)
        && !Modules(discriminator).Any(module => module is SpectralNorm);

    private static bool IsWasserstein(IAdversarialLoss loss) =>
        loss is WassersteinLoss || (loss is TopKLoss top && IsWasserstein(top.Inner));

    private static bool NormalisesBatches(torch.nn.Module module) => module is BatchNorm1d or BatchNorm2d or BatchNorm3d;

    private static IEnumerable<torch.nn.Module> Modules(IDiscriminator discriminator) =>
        discriminator.Network.named_modules().Select(named => named.module).Prepend(discriminator.Network);
}
