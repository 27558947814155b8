using Gan.Core;
using Gan.Evaluation;
using Gan.Imaging;
using TorchSharp;

namespace DogGan.Output;

/// <summary>Pairs of rows: the generated pictures nearest to the training set, and below each its neighbour there.</summary>
internal static class NeighbourPicture
{
    private const int Columns = 12;

    public static void Save(string path, IGenerator generator, IImageDataset training, EvaluationResult result)
    {
        using var scope = torch.NewDisposeScope();
        MemorizationResult memorization = result.Memorization!;
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
