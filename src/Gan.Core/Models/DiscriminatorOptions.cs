using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>Describes a discriminator completely, apart from its weights, as <see cref="GeneratorOptions"/> describe a generator.</summary>
/// <remarks>A derived record has a constructor without parameters, and every property a default: files name only some of them.</remarks>
[JsonConverter(typeof(DiscriminatorOptionsConverter))]
public abstract record DiscriminatorOptions
{
    /// <summary>The shape of the pictures.</summary>
    /// <value>The default value is 3×32×32.</value>
    public ImageShape ImageShape { get; init; } = new(3, 32, 32);

    /// <summary>How many classes the discriminator is told of; 0 when it is not conditional.</summary>
    /// <value>The default value is 0.</value>
    public int ClassCount { get; init; }

    /// <summary>Builds the network on the CPU, in training mode.</summary>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">The options do not describe a network that can be built.</exception>
    public IDiscriminator Create(long seed)
    {
        GanConfigurationException.ThrowIfAny("The discriminator", Validate());
        return NetworkCreation.OutsideScopes(() => CreateNetwork(seed), discriminator => discriminator.Network);
    }

    /// <summary>Lists what is wrong with the options. A derived record adds its own problems to those of the base.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when the network can be built.</returns>
    public virtual IEnumerable<string> Validate()
    {
        foreach (string problem in ImageShape.Validate())
        {
            yield return problem;
        }

        if (ClassCount < 0)
        {
            yield return $"the discriminator has {ClassCount} classes; there must be at least 0, which is none.";
        }
    }

    /// <summary>Builds the network, once the options are known to be right.</summary>
    /// <param name="seed">The seed of the initial weights: the same seed gives the same weights.</param>
    /// <returns>The network, on the CPU and in training mode.</returns>
    protected abstract IDiscriminator CreateNetwork(long seed);
}
