using System.Text.Json.Serialization;
using TorchSharp;

namespace Gan.Core;

/// <summary>Describes a generator completely, apart from its weights. It can be written to JSON and read back.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(UpsamplingGeneratorOptions), "upsampling")]
[JsonDerivedType(typeof(TransposedConvGeneratorOptions), "transposed-convolution")]
public abstract record GeneratorOptions
{
    /// <summary>What the generator maps from.</summary>
    /// <value>The default value is 100 numbers, uniform on [−1, 1).</value>
    public LatentSpace Latent { get; init; } = new();

    /// <summary>The shape of the pictures.</summary>
    /// <value>The default value is 3×32×32.</value>
    public ImageShape ImageShape { get; init; } = new(3, 32, 32);

    /// <summary>
    /// Channels of each stage: the first of the projection that the latent vector is turned into, the others each after a doubling of
    /// height and width.
    /// </summary>
    public required ChannelList Channels { get; init; }

    /// <summary>Factor between the size of the projection and that of the picture: 2 for every stage after the first.</summary>
    internal int Scale => 1 << (Channels.Count - 1);

    /// <summary>Builds the network on the CPU, in training mode.</summary>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">The options do not describe a network that can be built.</exception>
    public IGenerator Create(long seed)
    {
        GanConfigurationException.ThrowIfAny("The generator", Validate());
        TorchRuntime.EnsureLoaded();
        // Its own scope: TorchSharp's convolutions leave a tensor behind, and a scope of the caller must not take the weights.
        using var scope = torch.NewDisposeScope();
        IGenerator generator = CreateNetwork(seed);
        foreach (torch.Tensor tensor in generator.Network.state_dict().Values)
        {
            tensor.DetachFromDisposeScope();
        }

        return generator;
    }

    /// <summary>Lists what is wrong with the options.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when the network can be built.</returns>
    public virtual IEnumerable<string> Validate()
    {
        foreach (string problem in Latent.Validate())
        {
            yield return problem;
        }

        if (ImageShape.Channels < 1 || ImageShape.Height < 1 || ImageShape.Width < 1)
        {
            yield return $"the picture shape is {ImageShape}; every side must be at least 1.";
        }

        if (Channels.Count is < 1 or > 16 || Channels.Any(channels => channels < 1))
        {
            yield return $"the generator's channels are {Channels}; give 1 to 16 counts, each at least 1.";
        }
        else if (ImageShape.Height % Scale != 0 || ImageShape.Width % Scale != 0)
        {
            yield return $"{Channels.Count - 1} doublings need a height and width that {Scale} divides; the pictures are {ImageShape}.";
        }
    }

    private protected abstract IGenerator CreateNetwork(long seed);
}
