using System.Text.Json.Serialization;
using TorchSharp;

namespace Gan.Core;

/// <summary>Describes a discriminator completely, apart from its weights. It can be written to JSON and read back.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(ConvDiscriminatorOptions), "convolution")]
public abstract record DiscriminatorOptions
{
    /// <summary>The shape of the pictures.</summary>
    /// <value>The default value is 3×32×32.</value>
    public ImageShape ImageShape { get; init; } = new(3, 32, 32);

    /// <summary>Builds the network on the CPU, in training mode.</summary>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">The options do not describe a network that can be built.</exception>
    public IDiscriminator Create(long seed)
    {
        GanConfigurationException.ThrowIfAny("The discriminator", Validate());
        TorchRuntime.EnsureLoaded();
        // Its own scope: TorchSharp's convolutions leave a tensor behind, and a scope of the caller must not take the weights.
        using var scope = torch.NewDisposeScope();
        IDiscriminator discriminator = CreateNetwork(seed);
        foreach (torch.Tensor tensor in discriminator.Network.state_dict().Values)
        {
            tensor.DetachFromDisposeScope();
        }

        return discriminator;
    }

    /// <summary>Lists what is wrong with the options.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when the network can be built.</returns>
    public virtual IEnumerable<string> Validate()
    {
        if (ImageShape.Channels < 1 || ImageShape.Height < 1 || ImageShape.Width < 1)
        {
            yield return $"the picture shape is {ImageShape}; every side must be at least 1.";
        }
    }

    private protected abstract IDiscriminator CreateNetwork(long seed);
}
