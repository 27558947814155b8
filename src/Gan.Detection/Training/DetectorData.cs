using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection;

/// <summary>What a detector is made with: pictures to train on, pictures to validate with, and none in both.</summary>
internal sealed class DetectorData : IDisposable
{
    private DetectorData(LabelledPictures training, LabelledPictures validation, long[] realIdentities)
    {
        Training = training;
        Validation = validation;
        RealIdentities = realIdentities;
    }

    /// <summary>What is trained on; as many fakes as real pictures.</summary>
    public LabelledPictures Training { get; }

    /// <summary>What decides; as many fakes as real pictures.</summary>
    public LabelledPictures Validation { get; }

    /// <summary>The real pictures of both.</summary>
    public long[] RealIdentities { get; }

    /// <summary>Splits the real pictures and makes the fakes.</summary>
    /// <param name="real">The real pictures.</param>
    /// <param name="generators">What fakes are made with.</param>
    /// <param name="options">How many, and the seed.</param>
    /// <param name="groups">What must not be split, beside copies of one picture; null for nothing.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>The pictures. The caller disposes them.</returns>
    public static DetectorData Make(
        IImageDataset real,
        IReadOnlyList<FakeSource> generators,
        DetectorOptions options,
        IReadOnlyList<long>? groups,
        CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        int[] chosen = PictureBytes.Indices(real, Math.Min(real.Count, options.MaxPictures), options.Seed);
        torch.Tensor pictures = PictureBytes.Load(real, chosen);
        long[] identities = PictureIdentity.OfAll(pictures);
        (int[] training, int[] validation) = GroupSplit.Split(
            groups is null ? identities : Joined(identities, [.. chosen.Select(i => groups[i])]), options.ValidationShare, options.Seed);
        return new DetectorData(
            With(training, DetectionSplit.Training), With(validation, DetectionSplit.Validation), identities);

        LabelledPictures With(int[] indices, DetectionSplit split) => LabelledPictures.Join(
            pictures.index_select(0, torch.tensor(Array.ConvertAll(indices, i => (long)i))),
            FakeSource.SampleAll(generators, indices.Length, split, options.Seed, cancellationToken));
    }

    /// <summary>The finest groups in which neither two copies of a picture nor two pictures of a given group are apart.</summary>
    private static long[] Joined(long[] identities, long[] groups)
    {
        Dictionary<long, int> byIdentity = [], byGroup = [];
        int[] parent = [.. Enumerable.Range(0, identities.Length)];
        for (int i = 0; i < parent.Length; i++)
        {
            byIdentity.TryAdd(identities[i], i);
            byGroup.TryAdd(groups[i], i);
            parent[Root(i)] = Root(byIdentity[identities[i]]);
            parent[Root(i)] = Root(byGroup[groups[i]]);
        }

        return [.. Enumerable.Range(0, parent.Length).Select(i => (long)Root(i))];

        int Root(int i)
        {
            while (parent[i] != i)
            {
                i = parent[i] = parent[parent[i]];
            }

            return i;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
    }
}
