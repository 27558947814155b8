using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Detection;

namespace DogGan.Detection;

/// <summary>Generators and discriminators from files, under names that tell them apart.</summary>
internal sealed class GeneratorFiles : IDisposable
{
    private const string Epoch = ", epoch ";

    private readonly List<IDisposable> _loaded = [];

    /// <summary>The generators that were asked for.</summary>
    public List<FakeSource> Sources { get; } = [];

    /// <summary>The runs that they come from, in words.</summary>
    public string Runs => string.Join(" + ", Sources.Select(source => source.Name.Split(Epoch)[0]).Distinct());

    /// <summary>Loads generators, a run's folder standing for all that it holds; disposed with this object.</summary>
    public static GeneratorFiles Load(IEnumerable<string> paths, ComputeDevice device)
    {
        GeneratorFiles files = new();
        try
        {
            string[] all = [.. paths.SelectMany(Expand).Distinct()], names = [.. all.Select(NameOf)];
            HashSet<string> fingerprints = [];
            for (int i = 0; i < all.Length; i++)
            {
                FakeSource source = files.LoadSource(names.Count(other => other == names[i]) > 1 ? all[i] : names[i], all[i], device);

                // The last generator of a run may also have been kept on the way.
                if (fingerprints.Add(source.Fingerprint))
                {
                    files.Sources.Add(source);
                }
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes a detector of a discriminator: calibrated with the generator beside it, its own, or else with those that were asked for.
    /// </summary>
    public DiscriminatorDetector LoadDiscriminator(string path, IImageDataset training, long seed, ComputeDevice device, CancellationToken cancellationToken)
    {
        GanDiscriminator discriminator = GanDiscriminator.Load(path, device);
        _loaded.Add(discriminator);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, own = new RunFolder(folder).Generator;
        IReadOnlyList<FakeSource> fakes = File.Exists(own) ? [LoadSource(NameOf(own), own, device)] : Sources;
        return DiscriminatorDetector.Calibrate(
            $"discriminator of {NameOf(path)}", discriminator, training, fakes, seed, cancellationToken: cancellationToken);
    }

    public void Dispose()
    {
        foreach (IDisposable network in _loaded)
        {
            network.Dispose();
        }
    }

    /// <summary>A run's file is called like the run, and one that was kept on the way like the run and the epoch.</summary>
    internal static string NameOf(string path)
    {
        string full = Path.GetFullPath(path), name = Path.GetFileNameWithoutExtension(full);
        string folder = Path.GetDirectoryName(full)!, parent = Path.GetFileName(folder);
        return name switch
        {
            "generator" or "discriminator" when parent.Length > 0 => parent,
            _ when parent == "generators" && Path.GetFileName(Path.GetDirectoryName(folder)) is { Length: > 0 } run =>
                $"{run}{Epoch}{name.Replace("epoch-", "", StringComparison.Ordinal).TrimStart('0')}",
            _ => name,
        };
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        RunFolder run = new(path);
        IEnumerable<string> kept = Directory.Exists(run.Generators)
            ? Directory.EnumerateFiles(run.Generators, "*.safetensors").Order(StringComparer.Ordinal)
            : [];
        return kept.Prepend(run.Generator);
    }

    private FakeSource LoadSource(string name, string path, ComputeDevice device)
    {
        GanGenerator generator = GanGenerator.Load(path, device);
        _loaded.Add(generator);
        return new FakeSource(name, generator);
    }
}
