using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gan.Core.ModelFiles;

namespace Gan.Reports;

/// <summary>What a search is, as JSON in its folder, written once: its settings, its trials, and what the first of them trains.</summary>
/// <param name="Settings">Everything that decides what the search finds, by name.</param>
/// <param name="Trials">The trials.</param>
/// <param name="Run">The run of the first trial.</param>
internal sealed record SearchManifest(
    IReadOnlyDictionary<string, string> Settings, IReadOnlyList<SearchTrial> Trials, RunDescription Run)
{
    /// <summary>Writes the manifest, or finds that the one which is there is the same.</summary>
    /// <exception cref="GanConfigurationException">The search in the folder is another one; the differences are listed.</exception>
    /// <exception cref="GanFileException">The system refuses, or the file is no manifest.</exception>
    public void BeginIn(string folder)
    {
        string path = Path.Combine(folder, GanSearch.ManifestFile);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Json().ToJsonString(SearchResultsFile.Format) + "\n")));
            return;
        }

        string[] differences = [.. Differences(path)];
        GanConfigurationException.ThrowIfAny("The search", differences.Length == 0 ? [] :
        [
            $"the search in '{folder}' was begun with other settings; set them as they were, or name another folder: "
            + string.Join(" ", differences),
        ]);
    }

    private JsonObject Json() => new()
    {
        ["settings"] = new JsonObject(Settings.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
        ["trials"] = new JsonArray([.. Trials.Select(trial => new JsonObject
        {
            ["number"] = trial.Number,
            ["values"] = SearchResultsFile.Json(trial),
            ["seeds"] = new JsonArray([.. trial.Seeds.Select(seed => JsonValue.Create(seed))]),
        })]),
        ["run"] = JsonNode.Parse(Run.ToJson()),
    };

    private List<string> Differences(string path)
    {
        try
        {
            JsonObject before = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            JsonObject now = Json();
            JsonObject settings = before["settings"]!.AsObject();
            List<string> differences =
            [
                .. settings.Select(pair => pair.Key).Union(Settings.Keys)
                    .Select(name => (name, Before: (string?)settings[name] ?? "absent", Now: Settings.GetValueOrDefault(name, "absent")))
                    .Where(setting => setting.Before != setting.Now)
                    .Select(setting => $"{setting.name} was {setting.Before} and is now {setting.Now}."),
                .. RunDescription.FromJson(before["run"]!.ToJsonString(), path).DifferencesTo(Run),
            ];
            return differences.Count > 0 || JsonNode.DeepEquals(before["trials"], now["trials"])
                ? differences
                : ["the same settings gave other trials: it was begun by another version."];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw GanFileException.Unreadable(path, failure);
        }
        catch (Exception malformed) when (malformed is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw GanFileException.Damaged(path, "it is no description of a search", malformed);
        }
    }
}
