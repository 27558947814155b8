using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// A generator from a file, ready to make pictures. It can also be given to a <see cref="GanBuilder"/> to be trained further.
/// </summary>
/// <remarks>
/// The file is in the safetensors format with PyTorch's names and layouts, and holds the options that build the network, so that loading
/// needs no code.
/// </remarks>
public sealed class GanGenerator : IGenerator, IModelFromFile
{
    private const string Kind = "generator";
    private readonly IGenerator _generator;
    private readonly bool _ownsGenerator;

    private GanGenerator(IGenerator generator, bool ownsGenerator, TensorFile file)
    {
        _generator = generator;
        _ownsGenerator = ownsGenerator;
        Metadata = ModelFile.OwnMetadata(file);
        ClassNames = ClassTable.Read(Metadata, generator.ClassCount);
        Network.eval();
    }

    /// <summary>What was noted when the file was written: where a trained generator comes from.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// The names of the classes that can be asked for, by label: those of the data set, or numbers where the file names none.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public torch.nn.Module Network => _generator.Network;

    /// <inheritdoc/>
    public LatentSpace Latent => _generator.Latent;

    /// <inheritdoc/>
    public ImageShape ImageShape => _generator.ImageShape;

    /// <inheritdoc/>
    public int ClassCount => _generator.ClassCount;

    /// <inheritdoc/>
    public string Name => _generator.Name;

    /// <inheritdoc/>
    public GeneratorOptions? Options => _generator.Options;

    /// <summary>Loads a generator of one of the library's architectures.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it goes. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <returns>The generator, in inference mode; the caller disposes it.</returns>
    /// <exception cref="GanFileException">The file is missing, damaged, of another kind, or holds a network of your own.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device does not work.</exception>
    public static GanGenerator Load(string path, ComputeDevice device = default)
    {
        torch.Device target = device.Resolve();
        using TensorFile file = TensorFile.Read(path);
        ModelFile.RequireKind(file, Kind);
        GeneratorOptions options = ModelFile.ReadOptions<GeneratorOptions>(file, Kind);
        ModelFile.RequireValid(file, options.Validate());
        IGenerator generator = options.Create(seed: 0);
        ModelFile.FillOrDispose(generator, generator.Network, file);
        generator.Network.to(target);
        return new GanGenerator(generator, ownsGenerator: true, file);
    }

    /// <summary>Loads weights into a generator of your own. After an error it is unchanged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="generator">The network that the file was saved from, or one like it. It stays yours to dispose.</param>
    /// <returns>The generator, in inference mode.</returns>
    /// <exception cref="GanFileException">
    /// The file is missing, damaged or of another kind, or its weights do not fit; every difference is listed.
    /// </exception>
    public static GanGenerator Load(string path, IGenerator generator)
    {
        using TensorFile file = TensorFile.Read(path);
        ModelFile.RequireKind(file, Kind);
        ModuleState.Load(generator.Network, file.Tensors, path);
        return new GanGenerator(generator, ownsGenerator: false, file);
    }

    /// <summary>Saves any generator. The path holds either what it held before or all of the new file.</summary>
    /// <param name="generator">The generator, on any device.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="metadata">What to note with it; keys that begin with <c>gan.</c> are taken.</param>
    /// <exception cref="GanFileException">A weight is not finite, or the system refuses.</exception>
    public static void Save(IGenerator generator, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        ModelFile.Write(path, Kind, generator.Network, ModelFile.ToJson(generator.Options), metadata);

    /// <inheritdoc/>
    public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => _generator.Generate(latent, labels);

    /// <inheritdoc/>
    void IModelFromFile.PrepareForTraining() => Network.train();

    /// <summary>Disposes the network, unless it was given to <see cref="Load(string, IGenerator)"/>.</summary>
    public void Dispose()
    {
        if (_ownsGenerator)
        {
            _generator.Dispose();
        }
    }
}
