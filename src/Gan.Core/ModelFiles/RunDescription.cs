using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gan.Core.ModelFiles;

/// <summary>What a run is: everything that decides its result, and where and with what it ran. Written to <c>run.json</c>.</summary>
public sealed record RunDescription
{
    /// <summary>How the networks are trained.</summary>
    public GanOptions Options { get; init; } = new();

    /// <summary>The generator's options; null for a network of your own.</summary>
    public GeneratorOptions? Generator { get; init; }

    /// <summary>The generator's <see cref="IGenerator.Name"/>: its class, unless it says otherwise.</summary>
    public string GeneratorType { get; init; } = "";

    /// <summary>The discriminator's options; null for a network of your own.</summary>
    public DiscriminatorOptions? Discriminator { get; init; }

    /// <summary>The discriminator's <see cref="IDiscriminator.Name"/>: its class, unless it says otherwise.</summary>
    public string DiscriminatorType { get; init; } = "";

    /// <summary>What the networks started from: files by their sum; empty when their weights were drawn.</summary>
    /// <value>The default value is empty.</value>
    public string Start { get; init; } = "";

    /// <summary>The name of the loss.</summary>
    public string Loss { get; init; } = "";

    /// <summary>The names of the penalties, with their parameters.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Penalties { get; init; } = [];

    /// <summary>The names of the augmentations, with their parameters, in the order in which they change a picture.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Augmentations { get; init; } = [];

    /// <summary>What it learns from.</summary>
    public DatasetDescription Dataset { get; init; } = new();

    /// <summary>Where and with what it ran: no part of the result's recipe.</summary>
    public RunEnvironment Environment { get; init; } = new();

    /// <summary>Describes what a trainer is about to do.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="dataset">What it will learn from.</param>
    /// <returns>The description.</returns>
    public static RunDescription Of(GanTrainer trainer, IImageDataset dataset) => new()
    {
        Options = trainer.Options,
        Generator = trainer.Generator.Options,
        GeneratorType = trainer.Generator.Name,
        Discriminator = trainer.Discriminator.Options,
        DiscriminatorType = trainer.Discriminator.Name,
        Start = trainer.Start,
        Loss = trainer.Objective.Loss.Name,
        Penalties = [.. trainer.Objective.Penalties.Select(penalty => penalty.Name)],
        Augmentations = [.. trainer.Objective.Augmentations.Select(augmentation => augmentation.Name)],
        Dataset = DatasetDescription.Of(dataset),
        Environment = RunEnvironment.Of(trainer.Device, trainer.Precision),
    };

    /// <summary>Reads a description. What it does not name, since that is newer than it is, has its default.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <param name="source">The file it comes from, for messages.</param>
    /// <returns>The description.</returns>
    /// <exception cref="GanFileException">The text is not a description.</exception>
    public static RunDescription FromJson(string json, string source) =>
        GanJsonContext.Read<RunDescription>(json, "run description", source, new RunDescription());

    /// <summary>Writes the description.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, GanJsonContext.Default.RunDescription);

    /// <summary>
    /// Lists what keeps another run from being the continuation of this one. The number of epochs and the time may change, and so may the
    /// policy for losses that are not finite, the size up to which data sets are resident, the environment, and the name of the data set.
    /// </summary>
    /// <param name="other">The run that wants to go on.</param>
    /// <returns>A sentence for each difference; empty when there is none.</returns>
    public IEnumerable<string> DifferencesTo(RunDescription other)
    {
        SortedDictionary<string, string> mine = Flatten(Comparable());
        SortedDictionary<string, string> theirs = Flatten(other.Comparable());
        foreach (string name in mine.Keys.Union(theirs.Keys))
        {
            string before = mine.GetValueOrDefault(name, "absent");
            string after = theirs.GetValueOrDefault(name, "absent");
            if (before != after)
            {
                yield return $"{name} was {before} and is now {after}.";
            }
        }
    }

    private RunDescription Comparable() => this with
    {
        Options = Options with { Epochs = 0, TimeBudget = null, NonFinitePolicy = default, MaxRollBacks = 0, MaxResidentBytes = 0 },
        Dataset = Dataset with { Name = "" },
        Environment = new RunEnvironment(),
    };

    private static SortedDictionary<string, string> Flatten(RunDescription description)
    {
        SortedDictionary<string, string> values = new(StringComparer.Ordinal);
        Visit("", JsonNode.Parse(description.ToJson()));
        return values;

        void Visit(string path, JsonNode? node)
        {
            if (node is JsonObject members)
            {
                foreach ((string name, JsonNode? value) in members)
                {
                    Visit(path.Length == 0 ? name : $"{path}.{name}", value);
                }
            }
            else
            {
                values[path] = node?.ToJsonString() ?? "null";
            }
        }
    }
}
