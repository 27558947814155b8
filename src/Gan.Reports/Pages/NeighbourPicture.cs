using Gan.Evaluation;
using Gan.Imaging;
using TorchSharp;

namespace Gan.Reports;

/// <summary>Pairs of rows: the generated pictures nearest to the training set, and below each its neighbour there.</summary>
public static class NeighbourPicture
{
    private const int Columns = 12;

    /// <summary>Saves the picture: the 24 generated pictures that lie nearest to the training set, twelve in a row.</summary>
    /// <param name="path">A PNG or JPEG; an existing one is replaced.</param>
    /// <param name="generator">The generator that was measured.</param>
    /// <param name="training">The pictures that it was trained on.</param>
    /// <param name="result">The measurement, which knows the nearest neighbours and how to draw the same pictures again.</param>
    /// <exception cref="ArgumentException">The measurement has no nearest neighbours: it is of real pictures.</exception>
    /// <exception cref="GanFileException">The system refuses.</exception>
    public static void Save(string path, IGenerator generator, IImageDataset training, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        MemorizationResult memorization = result.Memorization
            ?? throw new ArgumentException(
                "Nearest neighbours are of generated pictures, and this measurement is of real ones.", nameof(result));
        using var scope = torch.NewDisposeScope();
        int[] nearest = [.. Enumerable.Range(0, result.Count).OrderBy(i => memorization.Distances[i]).Take(2 * Columns)];
        torch.Tensor generated = PictureBytes.Sample(generator, result.Count, result.Seed);
        torch.Tensor reference = PictureBytes.Load(training, result.ReferenceCount, result.Seed);
        List<torch.Tensor> rows = [];
        foreach (int[] row in nearest.Chunk(Columns))
        {
            rows.Add(Choose(generated, row));
            rows.Add(Choose(reference, row.Select(i => memorization.NearestIndices[i])));
        }

        ImageGrid.Save(path, torch.cat(rows), Math.Min(Columns, nearest.Length));
    }

    private static torch.Tensor Choose(torch.Tensor pictures, IEnumerable<int> indices) =>
        pictures.index_select(0, torch.tensor(indices.Select(index => (long)index).ToArray()));
}
