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

    /// <summary>What the networks start from; null for weights that are drawn.</summary>
    public NetworkStart? Start { get; init; }

    public required torch.Device Device { get; init; }

    /// <summary>Resolved, never auto.</summary>
    public required Precision Precision { get; init; }

    public required string? Folder { get; init; }

    public required IReadOnlyList<ITrainingObserver> Observers { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Fills networks, brings all that is trained to the device, and networks from files into training mode.</summary>
    public void Prepare()
    {
        Start?.Fill(Generator, Discriminator);
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

    /// <summary>Freezes the weights that the options name.</summary>
    /// <returns>A sentence for each name that no weight has.</returns>
    public IReadOnlyList<string> Freeze() =>
    [
        .. Freeze("generator", Generator.Network, Options.FrozenGenerator),
        .. Freeze("discriminator", Discriminator.Network, Options.FrozenDiscriminator),
    ];

    private static List<string> Freeze(string owner, torch.nn.Module network, string names)
    {
        List<string> problems = [];
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            TorchSharp.Modules.Parameter[] weights = [.. network.named_parameters()
                .Where(named => named.name == name || named.name.StartsWith(name + ".", StringComparison.Ordinal))
                .Select(named => named.parameter)];
            foreach (TorchSharp.Modules.Parameter weight in weights)
            {
                weight.requires_grad = false;
            }

            if (weights.Length == 0)
            {
                string known = string.Join(", ", network.named_parameters().Select(named => named.name));
                problems.Add($"no weight of the {owner} is called {Quoted.Text(name)}, which is to be frozen; its weights are {known}.");
            }
        }

        return problems;
    }

    /// <summary>
    /// Disposes what the builder made: networks that were not given to it, and the numbers of penalties and augmentations.
    /// </summary>
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
