using System.Globalization;
using Gan.Reports;

namespace DogGan.Output;

/// <summary>The trials of a search: before it as a list, after it ranked, with values and what they got at each rung.</summary>
internal static class SearchTable
{
    /// <summary>Lists what would be trained.</summary>
    public static void WritePlan(GanSearch search, int eta)
    {
        int count = search.Trials.Count;
        List<string> rungs = [];
        foreach (int epochs in search.Rungs)
        {
            rungs.Add($"{count} to epoch {epochs}");
            count = Math.Max(1, count / eta);
        }

        Console.WriteLine($"Trials: {string.Join(", ", rungs)}.");
        foreach (SearchTrial trial in search.Trials)
        {
            Console.WriteLine($"  {trial.Name}: {trial.Description}");
        }
    }

    /// <summary>Writes what was found.</summary>
    public static void Write(SearchResult result)
    {
        List<string[]> rows =
        [
            [
                "", "trial", .. result.Trials[0].Trial.Values.Keys, .. result.Rungs.Select(epochs => $"epoch {epochs}"), "images", "minutes",
            ],
            .. result.Trials.Select((trial, i) => Row(result, trial, i + 1)),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        Console.WriteLine();
        Console.WriteLine($"{result.Metric.Title} at each rung:");
        foreach (string[] row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))));
        }

        Console.WriteLine();
        Console.WriteLine(SearchReport.Answer(result));
    }

    private static string[] Row(SearchResult result, TrialResult trial, int rank) =>
    [
        Text($"{rank}"),
        Text($"{trial.Trial.Number}"),
        .. trial.Trial.Values.Values.Select(value => value.Text),
        .. result.Rungs.Select((_, rung) => rung < trial.Scores.Count
            ? Text($"{result.Metric.Shown(trial.Scores[rung].Value):G4}")
            : rung == trial.Scores.Count && trial.HasFailed ? "diverged" : ""),
        Text($"{trial.Images}"),
        Text($"{trial.TrainingTime.TotalMinutes:F1}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
