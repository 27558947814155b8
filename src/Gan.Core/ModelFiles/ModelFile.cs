using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;

namespace Gan.Core.ModelFiles;

/// <summary>What the files of a generator and a discriminator have in common: weights, and texts that say what they are.</summary>
internal static class ModelFile
{
    public const string KindKey = "gan.kind";
    public const string OptionsKey = "gan.options";

    /// <summary>Writes a network's weights and what is needed to build it again.</summary>
    public static void Write(
        string path, string kind, torch.nn.Module network, string? options, IReadOnlyDictionary<string, string>? metadata)
    {
        IReadOnlyDictionary<string, torch.Tensor> weights = ModuleState.Capture(network);
        ModuleState.RequireFinite(weights, path);
        Dictionary<string, string> texts = new(metadata ?? new Dictionary<string, string>()) { [KindKey] = kind };
        if (options is not null)
        {
            texts[OptionsKey] = options;
        }

        TensorFile.Write(path, weights, texts);
    }

    /// <summary>Refuses a file of another kind.</summary>
    public static void RequireKind(TensorFile file, string kind)
    {
        string found = file.GetMetadata(KindKey);
        if (found != kind)
        {
            throw new GanFileException($"'{file.Name}' is a {found} file, and a {kind} file is needed here. Check which file is meant.");
        }
    }

    /// <summary>Reads the options that build the network of a file.</summary>
    public static T ReadOptions<T>(TensorFile file, string kind, JsonSerializerContext? context = null)
        where T : class
    {
        if (!file.Metadata.TryGetValue(OptionsKey, out string? json))
        {
            throw new GanFileException(
                $"'{file.Name}' was saved from a network of your own, which this library cannot build. "
                + $"Build the network and load with the overload that takes it: Load(path, {kind}).");
        }

        return GanJsonContext.Read<T>(json, "options", file.Name, context: context);
    }

    /// <summary>Refuses options that do not describe a network that can be built.</summary>
    public static void RequireValid(TensorFile file, IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        if (all.Length > 0)
        {
            throw GanFileException.Damaged(file.Name, $"its options cannot be built: {string.Join(" ", all)}");
        }
    }

    /// <summary>The texts that were given when the file was written.</summary>
    public static IReadOnlyDictionary<string, string> OwnMetadata(TensorFile file) =>
        file.Metadata.Where(text => text.Key is not (KindKey or OptionsKey)).ToDictionary(text => text.Key, text => text.Value);

    /// <summary>Fills a network that was just built from a file; disposes it when that fails.</summary>
    public static void FillOrDispose(IDisposable owner, torch.nn.Module network, TensorFile file) =>
        FillOrDispose(owner, network, file.Tensors, file.Name);

    /// <summary>Fills a network that was just built from the weights of a file; disposes it when that fails.</summary>
    public static void FillOrDispose(
        IDisposable owner, torch.nn.Module network, IReadOnlyDictionary<string, torch.Tensor> weights, string source)
    {
        try
        {
            ModuleState.Load(network, weights, source);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Writes options as JSON; null stays null.</summary>
    /// <exception cref="GanFileException">They are not in the <see cref="ArchitectureCatalog"/>.</exception>
    public static string? ToJson<T>(T? options)
        where T : class
    {
        try
        {
            return options is null ? null : JsonSerializer.Serialize(options, typeof(T), GanJsonContext.Default);
        }
        catch (JsonException unknown)
        {
            throw new GanFileException($"The network cannot be saved: {unknown.Message}", unknown);
        }
    }
}
