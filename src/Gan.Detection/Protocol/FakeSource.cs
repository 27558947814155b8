using System.Security.Cryptography;
using System.Text;
using Gan.Core.ModelFiles;
using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// Where generated pictures come from: a generator under a name. The latent vectors of training, validation and test are drawn from seeds
/// of their own, whatever seed is asked for, so that no split has a picture of another.
/// </summary>
public sealed class FakeSource
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>Names a generator.</summary>
    /// <param name="name">What reports call it, such as <c>lr0003, seed 1, epoch 40</c>; not empty.</param>
    /// <param name="generator">The generator, such as a <see cref="GanGenerator"/>; it stays the caller's to dispose.</param>
    public FakeSource(string name, IGenerator generator)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(generator);
        Name = name;
        Generator = generator;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The generator.</summary>
    public IGenerator Generator { get; }

    /// <summary>The SHA-256 of the weights: whether two sources are one generator at one moment of its training.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The seed of the latent vectors of a split; those of two splits, or of two names, never agree.</summary>
    /// <param name="split">What the pictures are for.</param>
    /// <param name="seed">The seed of the experiment.</param>
    /// <returns>A seed for <see cref="LatentSpace.Sample"/>.</returns>
    public long LatentSeed(DetectionSplit split, long seed) => RandomSeeds.Derive(seed, $"fakes for {split}: {Name}");

    /// <summary>Makes pictures, rounded to bytes as real ones are.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="split">What they are for.</param>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>uint8 [count, C, H, W] on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public torch.Tensor Sample(int count, DetectionSplit split, long seed = 0, CancellationToken cancellationToken = default) =>
        PictureBytes.Sample(Generator, count, LatentSeed(split, seed), cancellationToken);

    /// <summary>Makes pictures of several sources, as nearly as many of each as can be.</summary>
    /// <returns>uint8 [count, C, H, W] on the CPU, source after source. The caller disposes it.</returns>
    internal static torch.Tensor SampleAll(
        IReadOnlyList<FakeSource> sources, int count, DetectionSplit split, long seed, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> pictures = [];
        for (int i = 0; i < sources.Count; i++)
        {
            int share = (count / sources.Count) + (i < count % sources.Count ? 1 : 0);
            if (share > 0)
            {
                pictures.Add(sources[i].Sample(share, split, seed, cancellationToken));
            }
        }

        return torch.cat(pictures).MoveToOuterDisposeScope();
    }

    /// <summary>Lists what keeps sources from being used together with real pictures.</summary>
    internal static IEnumerable<string> Problems(IReadOnlyList<FakeSource> sources, ImageShape shape)
    {
        if (sources.Count == 0)
        {
            yield return "there is no generator; name at least one.";
        }

        foreach (IGrouping<string, FakeSource> twice in sources.GroupBy(source => source.Name).Where(group => group.Count() > 1))
        {
            yield return $"two generators are called '{twice.Key}'; give each a name of its own.";
        }

        foreach (FakeSource source in sources.Where(source => source.Generator.ImageShape != shape))
        {
            yield return $"'{source.Name}' makes pictures of {source.Generator.ImageShape}, and the others are {shape}.";
        }
    }

    private string ComputeFingerprint()
    {
        using var scope = torch.NewDisposeScope();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, torch.Tensor tensor) in ModuleState.Capture(Generator.Network).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(tensor.detach().cpu().contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
