using System.Text.Json.Serialization.Metadata;

namespace Gan.Core;

/// <summary>
/// The architectures that files and run descriptions know by name. The library's own are in it; add yours once, at the start of the
/// program, and its files load without further code.
/// </summary>
/// <threadsafety>All members may be called from any thread.</threadsafety>
/// <example><code>ArchitectureCatalog.AddGenerator&lt;PerceptronGeneratorOptions&gt;("perceptron");</code></example>
public static class ArchitectureCatalog
{
    internal static ArchitectureList<GeneratorOptions> GeneratorList { get; } = new("generator");

    internal static ArchitectureList<DiscriminatorOptions> DiscriminatorList { get; } = new("discriminator");

    /// <summary>The names of the generators, in order.</summary>
    public static IReadOnlyCollection<string> Generators => GeneratorList.Names;

    /// <summary>The names of the discriminators, in order.</summary>
    public static IReadOnlyCollection<string> Discriminators => DiscriminatorList.Names;

    /// <summary>Adds a generator. Adding it again under the same name changes nothing.</summary>
    /// <typeparam name="TOptions">Its options: a record that JSON can write and read, with a default for every property.</typeparam>
    /// <param name="name">What files call it, such as <c>perceptron</c>. It must never change.</param>
    /// <param name="json">How the options are written; null for reflection, which trimmed programs lack.</param>
    /// <exception cref="ArgumentException">The name, or the options under another name, are in the catalogue already.</exception>
    public static void AddGenerator<TOptions>(string name, JsonTypeInfo<TOptions>? json = null)
        where TOptions : GeneratorOptions, new() => GeneratorList.Add(name, new TOptions(), json);

    /// <summary>Adds a discriminator. Adding it again under the same name changes nothing.</summary>
    /// <typeparam name="TOptions">Its options: a record that JSON can write and read, with a default for every property.</typeparam>
    /// <param name="name">What files call it, such as <c>perceptron</c>. It must never change.</param>
    /// <param name="json">How the options are written; null for reflection, which trimmed programs lack.</param>
    /// <exception cref="ArgumentException">The name, or the options under another name, are in the catalogue already.</exception>
    public static void AddDiscriminator<TOptions>(string name, JsonTypeInfo<TOptions>? json = null)
        where TOptions : DiscriminatorOptions, new() => DiscriminatorList.Add(name, new TOptions(), json);
}
