using Microsoft.Extensions.Logging;
using TorchSharp;

namespace Gan.Core;

/// <summary>What a builder has put together for a trainer.</summary>
internal sealed record TrainerParts : IDisposable
{
    public required GanOptions Options { get; init; }

    public required IGenerator Generator { get; init; }

    public required bool OwnsGenerator { get; init; }

    /// <summary>A second generator of the same make, for the average; null when none is kept.</summary>
    public required IGenerator? AveragedGenerator { get; init; }

    public required IDiscriminator Discriminator { get; init; }

    public required bool OwnsDiscriminator { get; init; }

    public required Objective Objective { get; init; }

    public required torch.Device Device { get; init; }

    /// <summary>Resolved, never auto.</summary>
    public required Precision Precision { get; init; }

    public required string? Folder { get; init; }

    public required IReadOnlyList<ITrainingObserver> Observers { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Brings all that is trained to the device, and networks from files into training mode.</summary>
    public void Prepare()
    {
        foreach (torch.nn.Module? network in new[] { Generator.Network, AveragedGenerator?.Network, Discriminator.Network })
        {
            network?.to(Device);
        }

        (Generator as IModelFromFile)?.PrepareForTraining();
        (Discriminator as IModelFromFile)?.PrepareForTraining();
        foreach (IStatefulPart part in Objective.Parts.OfType<IStatefulPart>())
        {
            part.MoveTo(Device);
        }
    }

    /// <summary>Disposes what the builder made: networks that were not given to it, and the numbers of penalties and augmentations.</summary>
    public void Dispose()
    {
        if (OwnsGenerator)
        {
            Generator.Dispose();
        }

        AveragedGenerator?.Dispose();
        if (OwnsDiscriminator)
        {
            Discriminator.Dispose();
        }

        foreach (IStatefulPart part in Objective.Parts.OfType<IStatefulPart>())
        {
            part.Dispose();
        }
    }
}
