using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Core;

/// <summary>A discriminator from a file, to judge pictures or to be trained further by a <see cref="GanBuilder"/>.</summary>
/// <remarks>The file is made as that of a <see cref="GanGenerator"/>.</remarks>
public sealed class GanDiscriminator : IDiscriminator, IModelFromFile
{
    private const string Kind = "discriminator";
    private readonly IDiscriminator _discriminator;
    private readonly bool _ownsDiscriminator;

    private GanDiscriminator(IDiscriminator discriminator, bool ownsDiscriminator, IReadOnlyDictionary<string, string> metadata)
    {
        _discriminator = discriminator;
        _ownsDiscriminator = ownsDiscriminator;
        Metadata = metadata;
        Network.eval();
    }

    /// <summary>What was noted when the file was written.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public torch.nn.Module Network => _discriminator.Network;

    /// <inheritdoc/>
    public ImageShape ImageShape => _discriminator.ImageShape;

    /// <inheritdoc/>
    public int ClassCount => _discriminator.ClassCount;

    /// <inheritdoc/>
    public string Name => _discriminator.Name;

    /// <inheritdoc/>
    public DiscriminatorOptions? Options => _discriminator.Options;

    /// <summary>Loads a discriminator of one of the library's architectures.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it goes. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <returns>The discriminator, in inference mode; the caller disposes it.</returns>
    /// <exception cref="GanFileException">The file is missing, damaged, of another kind, or holds a network of your own.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device does not work.</exception>
    public static GanDiscriminator Load(string path, ComputeDevice device = default)
    {
        torch.Device target = device.Resolve();
        using TensorFile file = TensorFile.Read(path);
        ModelFile.RequireKind(file, Kind);
        DiscriminatorOptions options = ModelFile.ReadOptions<DiscriminatorOptions>(file, Kind);
        ModelFile.RequireValid(file, options.Validate());
        IDiscriminator discriminator = options.Create(seed: 0);
        ModelFile.FillOrDispose(discriminator, discriminator.Network, file);
        discriminator.Network.to(target);
        return new GanDiscriminator(discriminator, ownsDiscriminator: true, ModelFile.OwnMetadata(file));
    }

    /// <summary>Loads weights into a discriminator of your own. After an error it is unchanged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="discriminator">The network that the file was saved from, or one like it. It stays yours to dispose.</param>
    /// <returns>The discriminator, in inference mode.</returns>
    /// <exception cref="GanFileException">
    /// The file is missing, damaged or of another kind, or its weights do not fit; every difference is listed.
    /// </exception>
    public static GanDiscriminator Load(string path, IDiscriminator discriminator)
    {
        using TensorFile file = TensorFile.Read(path);
        ModelFile.RequireKind(file, Kind);
        ModuleState.Load(discriminator.Network, file.Tensors, path);
        return new GanDiscriminator(discriminator, ownsDiscriminator: false, ModelFile.OwnMetadata(file));
    }

    /// <summary>Saves any discriminator. The path holds either what it held before or all of the new file.</summary>
    /// <param name="discriminator">The discriminator, on any device.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="metadata">What to note with it; keys that begin with <c>gan.</c> are taken.</param>
    /// <exception cref="GanFileException">A weight is not finite, or the system refuses.</exception>
    public static void Save(IDiscriminator discriminator, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        ModelFile.Write(path, Kind, discriminator.Network, ModelFile.ToJson(discriminator.Options), metadata);

    /// <inheritdoc/>
    public torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null) => _discriminator.Discriminate(images, labels);

    /// <inheritdoc/>
    void IModelFromFile.PrepareForTraining() => Network.train();

    /// <summary>Disposes the network, unless it was given to <see cref="Load(string, IDiscriminator)"/>.</summary>
    public void Dispose()
    {
        if (_ownsDiscriminator)
        {
            _discriminator.Dispose();
        }
    }
}
