using System.Globalization;
using System.Text;
using Gan.Core.ModelFiles;

namespace Gan.Evaluation;

/// <summary>
/// The measurements of a run as CSV, the same in every culture: a line for each number, which carries all that decides whether another
/// one can be compared with it.
/// </summary>
public static class EvaluationHistoryFile
{
    private const string Header = "epoch,step,metric,value,real,samples,reference,held_out,seed,fingerprint,extractor";
    private const int Fields = 11;

    /// <summary>Writes all measurements.</summary>
    /// <param name="path">The file; an existing one is replaced whole.</param>
    /// <param name="entries">The measurements, the oldest first.</param>
    /// <exception cref="GanFileException">The system refuses.</exception>
    public static void Write(string path, IReadOnlyList<EvaluationEntry> entries)
    {
        StringBuilder text = new(Header + "\n");
        foreach (EvaluationEntry entry in entries)
        {
            foreach (EvaluationValue value in entry.Values)
            {
                // The extractor's name may hold anything; it comes last, in quotes.
                string extractor = value.Extractor.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{entry.Epoch},{entry.Step},{value.Metric.Name()},{value.Value:R},{value.Real:R},{entry.Samples},{entry.Reference},{entry.HeldOut},{entry.Seed},{value.Fingerprint},\"{extractor}\"\n");
            }
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Reads measurements. Metrics that a newer version has added are left out.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The measurements, the oldest first.</returns>
    /// <exception cref="GanFileException">The file is missing, cannot be read, or a line of it is no measurement.</exception>
    public static IReadOnlyList<EvaluationEntry> Read(string path)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            if (lines is not [Header, ..])
            {
                throw Damaged(path, 1);
            }

            return
            [
                .. lines.Skip(1).Select((line, index) => Parse(line, path, index + 2))
                    .GroupBy(line => line.Entry.Epoch)
                    .Select(group => group.First().Entry with { Values = [.. group.Select(line => line.Value).OfType<EvaluationValue>()] }),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw GanFileException.Unreadable(path, failure);
        }
    }

    private static (EvaluationEntry Entry, EvaluationValue? Value) Parse(string line, string path, int number)
    {
        try
        {
            string[] fields = line.Split(',', Fields);
            EvaluationEntry entry = new(Whole(fields[0]), long.Parse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture), Whole(fields[5]), Whole(fields[6]), fields[7], long.Parse(fields[8], CultureInfo.InvariantCulture), []);
            return (entry, EvaluationMetrics.Find(fields[2]) is { } metric
                ? new EvaluationValue(metric, Number(fields[3]), Number(fields[4]), Unquoted(fields[10]), fields[9])
                : null);
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw Damaged(path, number);
        }
    }

    private static int Whole(string field) => int.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string field) => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Unquoted(string field) => field is ['"', .. string name, '"']
        ? name.Replace("\"\"", "\"", StringComparison.Ordinal)
        : throw new FormatException("The name is not in quotes.");

    private static GanFileException Damaged(string path, int line) =>
        new($"'{path}' is damaged or no file of measurements: its line {line} cannot be read. Use another copy, or remove it to begin a new one.");
}
