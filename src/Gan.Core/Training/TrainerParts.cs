using Microsoft.Extensions.Logging;
using TorchSharp;

namespace Gan.Core;

/// <summary>What a builder has put together for a trainer.</summary>
internal sealed record TrainerParts
{
    public required GanOptions Options { get; init; }

    public required IGenerator Generator { get; init; }

    public required bool OwnsGenerator { get; init; }

    public required IDiscriminator Discriminator { get; init; }

    public required bool OwnsDiscriminator { get; init; }

    public required IAdversarialLoss Loss { get; init; }

    public required torch.Device Device { get; init; }

    /// <summary>Resolved, never auto.</summary>
    public required Precision Precision { get; init; }

    public required IReadOnlyList<ITrainingObserver> Observers { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Disposes the networks that the builder made.</summary>
    public void DisposeOwned()
    {
        if (OwnsGenerator)
        {
            Generator.Dispose();
        }

        if (OwnsDiscriminator)
        {
            Discriminator.Dispose();
        }
    }
}
