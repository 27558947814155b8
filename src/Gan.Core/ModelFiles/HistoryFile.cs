using System.Globalization;
using System.Text;

namespace Gan.Core.ModelFiles;

/// <summary>A run's history as CSV, the same in every culture.</summary>
public static class HistoryFile
{
    private const string Header = "epoch,step,images,d_loss,g_loss,d_real,d_fake,images_per_second";

    /// <summary>Writes a whole history.</summary>
    /// <param name="path">The file; an existing one is replaced whole.</param>
    /// <param name="history">The entries, the oldest first.</param>
    /// <exception cref="GanFileException">The system refuses.</exception>
    public static void Write(string path, IReadOnlyList<HistoryEntry> history)
    {
        StringBuilder text = new(Header + "\n");
        foreach (HistoryEntry entry in history)
        {
            text.Append(Line(entry));
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Reads a history.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The entries, the oldest first.</returns>
    /// <exception cref="GanFileException">The file is missing, cannot be read, or a line of it is not an entry.</exception>
    public static IReadOnlyList<HistoryEntry> Read(string path)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            return lines is [Header, ..]
                ? [.. lines.Skip(1).Select((line, index) => Parse(line, path, index + 2))]
                : throw GanFileException.Damaged(path, $"its first line is not '{Header}'");
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnReading(path, failure);
        }
    }

    /// <summary>Adds an entry to the end of a file that <see cref="Write"/> made.</summary>
    internal static void Append(string path, HistoryEntry entry)
    {
        try
        {
            File.AppendAllText(path, Line(entry));
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnWriting(path, failure);
        }
    }

    private static string Line(HistoryEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Epoch},{entry.Step},{entry.Images},{entry.DiscriminatorLoss:G9},{entry.GeneratorLoss:G9},{entry.RealScore:G9},{entry.FakeScore:G9},{entry.ImagesPerSecond:F1}\n");

    private static HistoryEntry Parse(string line, string path, int number)
    {
        string[] fields = line.Split(',');
        double[] values = new double[5];
        bool isEntry = fields.Length == 8
            & int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int epoch)
            & long.TryParse(fields.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out long step)
            & long.TryParse(fields.ElementAtOrDefault(2), NumberStyles.None, CultureInfo.InvariantCulture, out long images);
        for (int i = 0; i < values.Length; i++)
        {
            isEntry &= double.TryParse(fields.ElementAtOrDefault(3 + i), NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]);
        }

        return isEntry
            ? new HistoryEntry
            {
                Epoch = epoch,
                Step = step,
                Images = images,
                DiscriminatorLoss = values[0],
                GeneratorLoss = values[1],
                RealScore = values[2],
                FakeScore = values[3],
                ImagesPerSecond = values[4],
            }
            : throw GanFileException.Damaged(path, $"its line {number} is not an entry of a history");
    }
}
