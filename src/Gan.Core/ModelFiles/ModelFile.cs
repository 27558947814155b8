using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;

namespace Gan.Core.ModelFiles;

/// <summary>
/// What self-describing files have in common: the weights of a network, and texts that say what kind of network it is and which options
/// build it. The files of generators, discriminators and detectors are made with it, and so can be those of networks of your own.
/// </summary>
/// <example>
/// <code>
/// ModelFile.Write(path, "upscaler", network, JsonSerializer.Serialize(options, MyJsonContext.Default.UpscalerOptions));
///
/// using TensorFile file = TensorFile.Read(path);
/// ModelFile.RequireKind(file, "upscaler");
/// UpscalerOptions options = ModelFile.ReadJson&lt;UpscalerOptions&gt;(file, ModelFile.OptionsKey, "options", MyJsonContext.Default);
/// ModelFile.RequireValid(file, options.Validate());
/// Upscaler network = new(options);
/// ModelFile.FillOrDispose(network, network, file.Tensors, file.Name);
/// </code>
/// </example>
/// <threadsafety>All members may be called from any thread.</threadsafety>
public static class ModelFile
{
    /// <summary>The key of the text that says what kind of network a file holds.</summary>
    public const string KindKey = "gan.kind";

    /// <summary>The key of the options that build the network, as JSON.</summary>
    public const string OptionsKey = "gan.options";

    /// <summary>Writes a network's weights and what is needed to build it again, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <param name="kind">What kind of network it is, such as <c>generator</c>.</param>
    /// <param name="network">The network, on any device.</param>
    /// <param name="options">The options that build the network, as JSON; null for a network that only code can build.</param>
    /// <param name="metadata">What to note with it; keys that begin with <c>gan.</c> are taken. None by default.</param>
    /// <exception cref="GanFileException">A weight is not finite, or the system refuses.</exception>
    public static void Write(
        string path, string kind, torch.nn.Module network, string? options, IReadOnlyDictionary<string, string>? metadata = null)
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
    /// <param name="file">The file.</param>
    /// <param name="kind">The kind that is needed.</param>
    /// <exception cref="GanFileException">The file is of another kind.</exception>
    public static void RequireKind(TensorFile file, string kind)
    {
        string found = file.GetMetadata(KindKey);
        if (found != kind)
        {
            throw new GanFileException($"'{file.Name}' is a {found} file, and a {kind} file is needed here. Check which file is meant.");
        }
    }

    /// <summary>Reads a text that the file must have, as JSON.</summary>
    /// <typeparam name="T">What the text says; one of the types that the context knows.</typeparam>
    /// <param name="file">The file.</param>
    /// <param name="key">The text's key, such as <see cref="OptionsKey"/>.</param>
    /// <param name="what">What the text is, for messages.</param>
    /// <param name="context">How it is written.</param>
    /// <returns>The value.</returns>
    /// <exception cref="GanFileException">The file has no such text, or it is not what it should be.</exception>
    public static T ReadJson<T>(TensorFile file, string key, string what, JsonSerializerContext context)
        where T : class =>
        GanJsonContext.Read<T>(file.GetMetadata(key), what, file.Name, context: context);

    /// <summary>Reads the options that build the network of a file.</summary>
    internal static T ReadOptions<T>(TensorFile file, string kind)
        where T : class
    {
        if (!file.Metadata.TryGetValue(OptionsKey, out string? json))
        {
            throw new GanFileException(
                $"'{file.Name}' was saved from a network of your own, which this library cannot build. "
                + $"Build the network and load with the overload that takes it: Load(path, {kind}).");
        }

        return GanJsonContext.Read<T>(json, "options", file.Name);
    }

    /// <summary>Refuses options that do not describe a network that can be built.</summary>
    /// <param name="file">The file that they are from.</param>
    /// <param name="problems">What is wrong with them, a sentence each; none passes.</param>
    /// <exception cref="GanFileException">There is a problem; all are listed.</exception>
    public static void RequireValid(TensorFile file, IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        if (all.Length > 0)
        {
            throw GanFileException.Damaged(file.Name, $"its options cannot be built: {string.Join(" ", all)}");
        }
    }

    /// <summary>The texts that were given when the file was written.</summary>
    internal static IReadOnlyDictionary<string, string> OwnMetadata(TensorFile file) =>
        file.Metadata.Where(text => text.Key is not (KindKey or OptionsKey)).ToDictionary(text => text.Key, text => text.Value);

    /// <summary>Fills a network that was just built from a file; disposes it when that fails.</summary>
    internal static void FillOrDispose(IDisposable owner, torch.nn.Module network, TensorFile file) =>
        FillOrDispose(owner, network, file.Tensors, file.Name);

    /// <summary>Fills a network that was just built from the weights of a file; disposes it when that fails.</summary>
    /// <param name="owner">What is disposed: the network, or what owns it.</param>
    /// <param name="network">The network, on any device.</param>
    /// <param name="weights">A tensor for each name of the network and no others, such as <see cref="TensorFile.Tensors"/>.</param>
    /// <param name="source">What messages call the source, such as the path of the file.</param>
    /// <exception cref="GanFileException">The weights do not fit, or are not finite; every difference is listed.</exception>
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
    internal static string? ToJson<T>(T? options)
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
