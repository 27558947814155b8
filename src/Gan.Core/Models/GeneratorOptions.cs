using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>
/// Describes a generator completely, apart from its weights. Derive from it, and add it to the <see cref="ArchitectureCatalog"/>, to make
/// networks of your own as good as ours: built from a seed, written to files that need no code to load.
/// </summary>
/// <remarks>A derived record has a constructor without parameters, and every property a default: files name only some of them.</remarks>
[JsonConverter(typeof(GeneratorOptionsConverter))]
public abstract record GeneratorOptions
{
    /// <summary>What the generator maps from.</summary>
    /// <value>The default value is 100 numbers, uniform on [−1, 1).</value>
    public LatentSpace Latent { get; init; } = new();

    /// <summary>The shape of the pictures.</summary>
    /// <value>The default value is 3×32×32.</value>
    public ImageShape ImageShape { get; init; } = new(3, 32, 32);

    /// <summary>How many classes the generator can be asked for; 0 when it is not conditional.</summary>
    /// <value>The default value is 0.</value>
    public int ClassCount { get; init; }

    /// <summary>Builds the network on the CPU, in training mode.</summary>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">The options do not describe a network that can be built.</exception>
    public IGenerator Create(long seed)
    {
        GanConfigurationException.ThrowIfAny("The generator", Validate());
        return NetworkCreation.OutsideScopes(() => CreateNetwork(seed), generator => generator.Network);
    }

    /// <summary>Lists what is wrong with the options. A derived record adds its own problems to those of the base.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when the network can be built.</returns>
    public virtual IEnumerable<string> Validate()
    {
        foreach (string problem in Latent.Validate().Concat(ImageShape.Validate()))
        {
            yield return problem;
        }

        if (ClassCount < 0)
        {
            yield return $"the generator has {ClassCount} classes; there must be at least 0, which is none.";
        }
    }

    /// <summary>Builds the network, once the options are known to be right.</summary>
    /// <param name="seed">The seed of the initial weights: the same seed gives the same weights.</param>
    /// <returns>The network, on the CPU and in training mode.</returns>
    protected abstract IGenerator CreateNetwork(long seed);
}
