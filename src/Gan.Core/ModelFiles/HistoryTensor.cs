using TorchSharp;

namespace Gan.Core.ModelFiles;

/// <summary>A history as a float64 table, in which checkpoints keep it: exact, and a tenth of the size of a text.</summary>
internal static class HistoryTensor
{
    private const int Columns = 8;

    /// <summary>Makes the table.</summary>
    /// <param name="history">The entries.</param>
    /// <returns>float64 [entries, 8]. The caller disposes it.</returns>
    public static torch.Tensor From(IReadOnlyList<HistoryEntry> history)
    {
        double[] values = new double[history.Count * Columns];
        for (int i = 0; i < history.Count; i++)
        {
            HistoryEntry entry = history[i];
            double[] row =
            [
                entry.Epoch, entry.Step, entry.Images, entry.DiscriminatorLoss, entry.GeneratorLoss, entry.RealScore, entry.FakeScore,
                entry.ImagesPerSecond,
            ];
            row.CopyTo(values, i * Columns);
        }

        return torch.tensor(values, [history.Count, Columns]);
    }

    /// <summary>Reads the table.</summary>
    /// <param name="table">What <see cref="From"/> made.</param>
    /// <param name="source">The file it comes from, for messages.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="GanFileException">It is no such table.</exception>
    public static IReadOnlyList<HistoryEntry> ToEntries(torch.Tensor table, string source)
    {
        if (table.dtype != torch.ScalarType.Float64 || table.shape is not [_, Columns])
        {
            throw GanFileException.Damaged(source, "its history is not a table of 8 columns");
        }

        if (table.shape[0] == 0)
        {
            return [];
        }

        double[] values = table.data<double>().ToArray();
        return
        [
            .. values.Chunk(Columns).Select(row => new HistoryEntry
            {
                Epoch = (int)row[0],
                Step = (long)row[1],
                Images = (long)row[2],
                DiscriminatorLoss = row[3],
                GeneratorLoss = row[4],
                RealScore = row[5],
                FakeScore = row[6],
                ImagesPerSecond = row[7],
            }),
        ];
    }
}
