using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gan.Core.ModelFiles;

/// <summary>What a run is: everything that decides its result, and where and with what it ran. Written to <c>run.json</c>.</summary>
/// <param name="Options">How the networks are trained.</param>
/// <param name="Generator">The generator's options; null for a network of your own.</param>
/// <param name="GeneratorType">The generator's class.</param>
/// <param name="Discriminator">The discriminator's options; null for a network of your own.</param>
/// <param name="DiscriminatorType">The discriminator's class.</param>
/// <param name="Loss">The name of the loss.</param>
/// <param name="Dataset">What it learns from.</param>
/// <param name="Environment">Where and with what it ran: no part of the result's recipe.</param>
public sealed record RunDescription(
    GanOptions Options,
    GeneratorOptions? Generator,
    string GeneratorType,
    DiscriminatorOptions? Discriminator,
    string DiscriminatorType,
    string Loss,
    DatasetDescription Dataset,
    RunEnvironment Environment)
{
    /// <summary>Describes what a trainer is about to do.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="dataset">What it will learn from.</param>
    /// <returns>The description.</returns>
    public static RunDescription Of(GanTrainer trainer, IImageDataset dataset) => new(
        trainer.Options,
        trainer.Generator.Options,
        trainer.Generator.Network.GetType().FullName!,
        trainer.Discriminator.Options,
        trainer.Discriminator.Network.GetType().FullName!,
        trainer.Loss.Name,
        DatasetDescription.Of(dataset),
        RunEnvironment.Of(trainer.Device, trainer.Precision));

    /// <summary>Reads a description. Training options that it does not name, since they are newer than it is, have their defaults.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <param name="source">The file it comes from, for messages.</param>
    /// <returns>The description.</returns>
    /// <exception cref="GanFileException">The text is not a description.</exception>
    public static RunDescription FromJson(string json, string source) =>
        GanJsonContext.Read<RunDescription>(json, "run description", source, AddDefaults);

    /// <summary>Writes the description.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, GanJsonContext.Default.RunDescription);

    /// <summary>
    /// Lists what keeps another run from being the continuation of this one. The number of epochs may change, and so may the
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

    /// <summary>The source generator gives an absent init-only member the default of its type, not that of its initializer.</summary>
    private static void AddDefaults(JsonNode? description)
    {
        if (description is JsonObject run && run["options"] is JsonObject options)
        {
            JsonNode defaults = JsonSerializer.SerializeToNode(new GanOptions(), GanJsonContext.Default.GanOptions)!;
            foreach ((string name, JsonNode? value) in defaults.AsObject())
            {
                options.TryAdd(name, value?.DeepClone());
            }
        }
    }

    private RunDescription Comparable() => this with
    {
        Options = Options with { Epochs = 0, NonFinitePolicy = default, MaxRollBacks = 0, MaxResidentBytes = 0 },
        Dataset = Dataset with { Name = "" },
        Environment = new RunEnvironment("", "", "", 0, ""),
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
