using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gan.Core.ModelFiles;

namespace Gan.Reports;

/// <summary>What a search has measured so far, as JSON in its folder: the table for readers, and what is not done again.</summary>
internal static class SearchResultsFile
{
    /// <summary>How JSON is written.</summary>
    public static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The table.</summary>
    public static JsonObject Json(SearchResult result) => new()
    {
        ["metric"] = result.Metric.Name,
        ["rungs"] = new JsonArray([.. result.Rungs.Select(epochs => JsonValue.Create(epochs))]),
        ["real"] = double.IsFinite(result.Real) ? result.Real : null,
        ["trials"] = new JsonArray([.. result.Trials.Select((trial, i) => Json(trial, i + 1))]),
    };

    /// <summary>Replaces the file whole.</summary>
    public static void Write(string path, SearchResult result) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(result.ToJson() + "\n")));

    /// <summary>Reads how far each trial came; a file that is not there yet says nothing.</summary>
    /// <exception cref="GanFileException">The file cannot be read, or is no such table.</exception>
    public static IReadOnlyList<TrialResult> Read(string path, IReadOnlyList<SearchTrial> trials)
    {
        TrialResult[] results = [.. trials.Select(trial => new TrialResult(trial))];
        try
        {
            foreach (JsonNode? row in File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!["trials"]!.AsArray() : [])
            {
                int index = (int)row!["trial"]! - 1;
                results[index] = results[index] with
                {
                    Scores = [.. row["scores"]!.AsArray().Select(score => Score(score!))],
                    TrainingTime = TimeSpan.FromSeconds((double)row["seconds"]!),
                    Problem = (string?)row["problem"],
                };
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw GanFileException.Unreadable(path, failure);
        }
        catch (Exception malformed) when (malformed is JsonException or NullReferenceException or InvalidOperationException
            or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw GanFileException.Damaged(path, "it holds no results of this search", malformed);
        }

        return results;
    }

    private static JsonObject Json(TrialResult result, int rank) => new()
    {
        ["rank"] = rank,
        ["trial"] = result.Trial.Number,
        ["values"] = Json(result.Trial),
        ["scores"] = new JsonArray([.. result.Scores.Select(score => new JsonObject
        {
            ["epoch"] = score.Epoch,
            ["images"] = score.Images,
            ["value"] = score.Value,
            ["bySeed"] = new JsonArray([.. score.BySeed.Select(value => JsonValue.Create(value))]),
        })]),
        // What is read back may lack the last tick of what was written.
        ["seconds"] = Math.Round(result.TrainingTime.TotalSeconds, digits: 3),
        ["problem"] = result.Problem,
    };

    /// <summary>The values of a trial.</summary>
    public static JsonObject Json(SearchTrial trial) =>
        new(trial.Values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.ToJson())));

    private static RungScore Score(JsonNode score) => new(
        (int)score["epoch"]!,
        (long)score["images"]!,
        (double)score["value"]!,
        [.. score["bySeed"]!.AsArray().Select(value => (double)value!)]);
}
