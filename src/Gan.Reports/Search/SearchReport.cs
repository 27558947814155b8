using System.Globalization;
using System.Text;
using Gan.Core.ModelFiles;
using Gan.Evaluation;
using Gan.Imaging;

namespace Gan.Reports;

/// <summary>A search in one HTML file that needs no other: pictures are inside, and there is no script.</summary>
public static class SearchReport
{
    private const int Shown = 3;

    /// <summary>Writes the report. The path holds either what it held before or all of the new file.</summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <param name="result">What was found: <see cref="GanSearch.Run"/>.</param>
    /// <exception cref="GanFileException">The system refuses, or the folder of one of the best runs lacks its pictures.</exception>
    public static void Write(string path, SearchResult result)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(result);
        StringBuilder html = ReportPage.Begin("Search of hyper-parameters");
        string parameters = string.Join(", ", result.Trials[0].Trial.Values.Keys);
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1>{Text(parameters)}: {ReportText.Count(result.Trials.Count, "trial")} on {Text(result.NoiseFloor.Reference)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"answer\">{Text(Answer(result))}</p>");
        AppendTable(html, result);
        html.Append(SearchCharts.Curves(result, Shown)).Append(SearchCharts.Scatters(result));
        AppendPictures(html, result);
        ReportPage.Write(path, html);
    }

    /// <summary>What was found, in sentences: which trial is best, by how much, and how many diverged.</summary>
    /// <param name="result">The search.</param>
    /// <returns>The sentences.</returns>
    public static string Answer(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int failed = result.Trials.Count(trial => trial.HasFailed);
        if (result.Winner is not { } best)
        {
            return $"No trial is best: all {result.Trials.Count.ToString(CultureInfo.InvariantCulture)} diverged.";
        }

        string real = double.IsFinite(result.Real) ? $" Real pictures get {MetricText.Shown(result.Metric, result.Real)}." : "";
        string chance = best.Trial.Seeds.Count == 1
            ? " Each trial has one seed, which tells nothing of chance."
            : $" Values are means of {ReportText.Count(best.Trial.Seeds.Count, "seed")}.";
        string diverged = failed == 0 ? "" : $" {ReportText.Count(failed, "trial")} diverged.";
        string value = $"{MetricText.Shown(result.Metric, best.Value)} after {Epochs(best)}";
        return $"{Capital(best.Trial.Name)} is best, with {best.Trial.Description}: {result.Metric.Title} {value}.{real}{chance}{diverged}";
    }

    private static void AppendTable(StringBuilder html, SearchResult result)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(result.Metric.Title)}{MetricText.Arrow(result.Metric)}</h2>");
        html.Append("<div class=\"scroll\"><table><thead><tr><th></th>");
        IEnumerable<string> heads =
        [
            .. result.Trials[0].Trial.Values.Keys, .. result.Rungs.Select(epochs => ReportText.Count(epochs, "epoch")), "images", "time",
        ];
        html.Append(string.Concat(heads.Select(head => $"<th>{Text(head)}</th>"))).Append("</tr></thead><tbody>");
        foreach ((int i, TrialResult trial) in result.Trials.Index())
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{i + 1}. {trial.Trial.Name}</td>");
            html.Append(string.Concat(trial.Trial.Values.Values.Select(value => $"<td>{Text(value.Text)}</td>")));
            html.Append(string.Concat(result.Rungs.Select((_, rung) => Cell(result, trial, rung))));
            string images = trial.Images.ToString("N0", CultureInfo.InvariantCulture);
            html.Append(CultureInfo.InvariantCulture, $"<td>{images}</td><td>{ReportText.Time(trial.TrainingTime)}</td></tr>");
        }

        html.Append(CultureInfo.InvariantCulture, $"</tbody></table></div><p class=\"note\">{Text(Measured(result))} ");
        html.Append("Columns are rungs: the best of a rung go on to the next. Images are those that one run was shown; ");
        html.Append("time is that of all runs of a trial.</p>");
        foreach (string warning in result.NoiseFloor.Warnings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict\">{Text(warning)}</p>");
        }

        foreach (TrialResult trial in result.Trials.Where(trial => trial.HasFailed))
        {
            string problem = $"{Capital(trial.Trial.Name)} diverged. {Capital(trial.Problem!)}";
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict\">{Text(problem)}</p>");
        }
    }

    private static string Measured(SearchResult result)
    {
        EvaluationResult floor = result.NoiseFloor;
        string features = result.Metric.IsOfFeatures ? $"Features of {floor.Scores[0].Extractor}. " : "";
        string reference = ReportText.Count(floor.ReferenceCount, "training picture");
        return features + string.Create(CultureInfo.InvariantCulture, $"Measured against {reference}, seed {floor.Seed}.");
    }

    private static string Cell(SearchResult result, TrialResult trial, int rung)
    {
        if (trial.Scores.Count <= rung)
        {
            return trial.HasFailed && trial.Scores.Count == rung ? "<td class=\"fault\">diverged</td>" : "<td></td>";
        }

        double[] all = [.. result.Trials.Where(other => other.Scores.Count > rung).Select(other => other.Scores[rung].Value)];
        bool isBest = !result.Metric.IsBetter(Ranking.Best(result.Metric, all), trial.Scores[rung].Value);
        return $"<td{(isBest ? " class=\"best\"" : "")}>{MetricText.Shown(result.Metric, trial.Scores[rung].Value)}</td>";
    }

    private static void AppendPictures(StringBuilder html, SearchResult result)
    {
        TrialResult[] best = [.. result.Trials.Where(trial => !trial.HasFailed).Take(Shown)];
        if (best.Length == 0)
        {
            return;
        }

        html.Append("<h2>Pictures of the best</h2><div class=\"cards\">");
        foreach (TrialResult trial in best)
        {
            RunFolder run = trial.Trial.FolderOf(result.Folder, trial.Trial.Seeds[0]);
            string name = string.Create(CultureInfo.InvariantCulture, $"epoch-{trial.Scores[^1].Epoch:D4}.png");
            string grid = Path.Combine(run.Root, PictureObserver.SamplesFolder, name);
            string caption = $"{Capital(trial.Trial.Name)}: {trial.Trial.Description}; after {Epochs(trial)}";
            html.Append(File.Exists(grid)
                ? ReportPage.Figure(File.ReadAllBytes(grid), caption)
                : throw new GanFileException($"'{grid}' is missing: a report shows the pictures of the best runs (GanSearch keeps them)."));
        }

        html.Append("</div>");
    }

    private static string Epochs(TrialResult trial) => ReportText.Count(trial.Scores[^1].Epoch, "epoch");

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Text(string value) => ReportPage.Text(value);
}
