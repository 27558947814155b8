using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Everything that training changes: both networks, their optimizers, the averaged generator, the numbers of penalties and augmentations,
/// the losses of the tick under way, the position and the history.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainerParts _parts;
    private readonly List<HistoryEntry> _history = [];
    private IReadOnlyDictionary<string, torch.Tensor>? _tensors;
    private string? _dataset;

    /// <summary>Begins a run.</summary>
    /// <param name="parts">On their device already: moving a module replaces its weights, on which optimizers hold.</param>
    public TrainingRun(TrainerParts parts)
    {
        _parts = parts;
        GeneratorOptimizer = new AdamOptimizer(Generator.Network, parts.Options.GeneratorOptimizer);
        DiscriminatorOptimizer = new AdamOptimizer(Discriminator.Network, parts.Options.DiscriminatorOptimizer);
        TickSums = torch.zeros(TrainingSums.Count, torch.ScalarType.Float32, parts.Device).DetachFromDisposeScope();
        if (parts.AveragedGenerator is { } averaged)
        {
            Average = new GeneratorAverage(
                Generator, averaged, parts.Options.Averaging!, RandomSeeds.Derive(parts.Options.Seed, "averaged statistics"));
        }
    }

    public IGenerator Generator => _parts.Generator;

    public IDiscriminator Discriminator => _parts.Discriminator;

    public AdamOptimizer GeneratorOptimizer { get; }

    public AdamOptimizer DiscriminatorOptimizer { get; }

    public GeneratorAverage? Average { get; }

    /// <summary>The sums over the steps of the tick under way: <see cref="TrainingSums"/>, float32 on the device.</summary>
    public torch.Tensor TickSums { get; }

    public TrainingPosition Position { get; private set; } = TrainingPosition.Start;

    public IReadOnlyList<HistoryEntry> History => _history;

    /// <summary>The modules that training changes.</summary>
    public IReadOnlyList<torch.nn.Module> Modules => Average is null
        ? [Generator.Network, Discriminator.Network]
        : [Generator.Network, Discriminator.Network, Average.Generator.Network];

    /// <summary>The live state: its tensors change with the next step.</summary>
    public TrainingState Live => new(Position, _history, _tensors ??= NamedTensors());

    /// <summary>The live state with a history of its own, for checkpoints.</summary>
    public TrainingState Capture() => new(Position, [.. _history], NamedTensors());

    /// <summary>Goes to a state of a run of the same make; its tensors are copied.</summary>
    /// <exception cref="ArgumentException">The tensors are not those of this run; nothing was changed.</exception>
    public void Restore(TrainingState state)
    {
        IReadOnlyDictionary<string, torch.Tensor> mine = NamedTensors();
        string[] differences = [.. StateDifferences.Of(mine, state.Tensors)];
        if (differences.Length > 0)
        {
            throw new ArgumentException($"The state belongs to another kind of trainer: {string.Join("; ", differences)}.", nameof(state));
        }

        using (torch.NewDisposeScope())
        using (torch.no_grad())
        {
            foreach ((string name, torch.Tensor tensor) in mine)
            {
                tensor.copy_(state.Tensors[name]);
            }
        }

        Average?.TakeStatistics();
        HistoryEntry[] history = [.. state.History];
        _history.Clear();
        _history.AddRange(history);
        Position = state.Position;
    }

    /// <summary>Counts a step.</summary>
    /// <param name="images">Its real pictures.</param>
    public void CountStep(int images) => Position = Position with
    {
        StepInEpoch = Position.StepInEpoch + 1,
        Step = Position.Step + 1,
        Images = Position.Images + images,
        StepsInTick = Position.StepsInTick + 1,
    };

    /// <summary>Ends a tick, all of whose numbers were finite.</summary>
    /// <param name="entry">Its line in the history.</param>
    /// <param name="epochEnds">Whether an epoch ends with it.</param>
    /// <param name="time">What it took, where that counts.</param>
    public void CloseTick(HistoryEntry entry, bool epochEnds, TimeSpan time)
    {
        _history.Add(entry);
        TickSums.zero_().Dispose();
        Position = Position with
        {
            Epoch = Position.Epoch + (epochEnds ? 1 : 0),
            StepInEpoch = epochEnds ? 0 : Position.StepInEpoch,
            StepsInTick = 0,
            TrainingTime = Position.TrainingTime + time,
            RollBacks = 0,
        };
    }

    /// <summary>Counts a return to an earlier state: the draws that follow are others.</summary>
    public void CountRollBack() => Position = Position with { RollBacks = Position.RollBacks + 1 };

    /// <summary>Drops what a network brought along, or a failed step left, so that a step takes only its own.</summary>
    public void ClearGradients()
    {
        GeneratorOptimizer.ClearGradients();
        DiscriminatorOptimizer.ClearGradients();
    }

    /// <summary>What keeps the run from going on with a data set, if anything: a run learns from one.</summary>
    public string? DatasetProblem(IImageDataset dataset) =>
        Position.Step == 0 || _dataset is null || _dataset == dataset.Fingerprint
            ? null
            : $"this trainer has done {Position.Step} steps with another data set than '{dataset.Name}': go on with that one, or build another trainer.";

    /// <summary>Notes what the run learns from.</summary>
    public void Begin(IImageDataset dataset) => _dataset = dataset.Fingerprint;

    /// <inheritdoc/>
    public void Dispose()
    {
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer.Dispose();
        TickSums.Dispose();
        _parts.Dispose();
    }

    private Dictionary<string, torch.Tensor> NamedTensors()
    {
        Dictionary<string, torch.Tensor> tensors = [];
        Add("generator", NetworkState(Generator.Network));
        Add("discriminator", NetworkState(Discriminator.Network));
        Add("generator_optimizer", GeneratorOptimizer.State);
        Add("discriminator_optimizer", DiscriminatorOptimizer.State);
        Add("tick", [("sums", TickSums)]);
        if (Average is not null)
        {
            Add("average", Average.State);
        }

        foreach ((int place, IStatefulPart part) in _parts.Objective.Parts.OfType<IStatefulPart>().Index())
        {
            Add($"objective.{place}", part.State.Select(entry => (entry.Key, entry.Value)));
        }

        return tensors;

        void Add(string prefix, IEnumerable<(string Name, torch.Tensor Value)> entries)
        {
            foreach ((string name, torch.Tensor value) in entries)
            {
                tensors.Add($"{prefix}.{name}", value);
            }
        }
    }

    private static IEnumerable<(string Name, torch.Tensor Value)> NetworkState(torch.nn.Module network) =>
        network.state_dict().Select(entry => (entry.Key, entry.Value));
}
