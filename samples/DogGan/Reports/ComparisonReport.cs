using System.Globalization;
using System.Text;
using DogGan.Output;
using Gan.Core.ModelFiles;
using Gan.Evaluation;

namespace DogGan.Reports;

/// <summary>Runs side by side in one HTML file that needs no other: pictures are inside, and there is no script.</summary>
internal static class ComparisonReport
{
    /// <summary>Writes the report, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="runs">At least one run, all measured at the same epochs.</param>
    /// <param name="floor">What real pictures get.</param>
    public static void Write(string path, IReadOnlyList<ComparedRun> runs, EvaluationResult floor)
    {
        string[] presets = [.. runs.Select(run => run.Preset).Distinct()];
        IReadOnlyList<ReportMetric> metrics = ReportMetric.For(floor);
        StringBuilder html = ReportPage.Begin("Comparison of presets");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{string.Join(", ", presets.Select(Text))}: {Epochs(runs[0].Evaluations.Keys.Last())} on {Text(runs[0].Description.Dataset.Name)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{floor.ReferenceCount} training pictures; {runs[0].Last.Count} generated pictures a measurement (seed {floor.Seed}); \"real\" is what {floor.Count} held-out real pictures get: no generator needs to be below it.</p>");
        foreach (string warning in runs[0].Last.Warnings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict\">{Text(warning)}</p>");
        }

        AppendWords(html, runs, presets, metrics);
        AppendTable(html, runs, metrics, floor);
        AppendCurves(html, runs, presets, metrics, floor);
        AppendPictures(html, runs, floor);
        AppendSettings(html, runs);
        ReportPage.Write(path, html);
    }

    private static void AppendWords(StringBuilder html, IReadOnlyList<ComparedRun> runs, string[] presets, IReadOnlyList<ReportMetric> metrics)
    {
        html.Append("<h2>Which is best</h2><ul>");
        foreach (ReportMetric metric in metrics)
        {
            Dictionary<string, double[]> values = presets.ToDictionary(
                preset => preset, preset => runs.Where(run => run.Preset == preset).Select(run => metric.Read(run.Last)).ToArray());
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(Ranking.Describe(metric, values))}</li>");
        }

        html.Append("</ul>");
    }

    private static void AppendTable(StringBuilder html, IReadOnlyList<ComparedRun> runs, IReadOnlyList<ReportMetric> metrics, EvaluationResult floor)
    {
        html.Append("<h2>After the last epoch</h2><div class=\"scroll\"><table><thead><tr><th></th>");
        html.Append(string.Concat(runs.Select(run => $"<th>{Text(run.Name)}</th>"))).Append("<th>real</th></tr></thead><tbody>");
        foreach (ReportMetric metric in metrics)
        {
            double best = metric.Best(runs.Select(run => metric.Read(run.Last)));
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(metric.Name)} {(metric.LowerIsBetter ? "↓" : "↑")}</td>");
            foreach (ComparedRun run in runs)
            {
                double value = metric.Read(run.Last);
                html.Append(CultureInfo.InvariantCulture, $"<td{(value == best ? " class=\"best\"" : "")}>{Ranking.Number(value)}</td>");
            }

            html.Append(CultureInfo.InvariantCulture, $"<td>{Ranking.Number(metric.Read(floor))}</td></tr>");
        }

        Row("similarity of two pictures (SSIM)", run => Ranking.Number(run.Last.MeanSimilarity), Ranking.Number(floor.MeanSimilarity));
        Row("near copies of training pictures", run => Ranking.Number(run.Last.Memorization!.NearDuplicates));
        Row("training time", run => TrainingDisplay.Time(run.TrainingTime));
        Row("images a second", run => Ranking.Number(run.History[^1].Images / run.TrainingTime.TotalSeconds));
        html.Append("</tbody></table></div>");

        void Row(string name, Func<ComparedRun, string> read, string real = "") =>
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td>{string.Concat(runs.Select(run => $"<td>{read(run)}</td>"))}<td>{real}</td></tr>");
    }

    private static void AppendCurves(
        StringBuilder html, IReadOnlyList<ComparedRun> runs, string[] presets, IReadOnlyList<ReportMetric> metrics, EvaluationResult floor)
    {
        html.Append("<h2>Over the epochs</h2><p class=\"key\">");
        html.Append(string.Concat(presets.Select((preset, i) => $"<span><i style=\"border-color:{SvgChart.Colour(i)}\"></i>{Text(preset)}</span>")));
        html.Append("<span><i style=\"border-color:#6e7781;border-top-style:dotted\"></i>real pictures</span>The first seed is solid, the others are dashed.</p><div class=\"cards\">");
        foreach (ReportMetric metric in metrics)
        {
            html.Append(SvgChart.Render(
                metric.Name,
                [.. runs.Select(run => (
                    SvgChart.Colour(Array.IndexOf(presets, run.Preset)),
                    run.Seed != runs[0].Seed,
                    run.Name,
                    (IReadOnlyList<(int, double)>)[.. run.Evaluations.Select(pair => (pair.Key, metric.Read(pair.Value)))]))],
                metric.Read(floor)));
        }

        html.Append("</div>");
    }

    private static void AppendPictures(StringBuilder html, IReadOnlyList<ComparedRun> runs, EvaluationResult floor)
    {
        html.Append("<h2>Losses and scores</h2><div class=\"cards\">");
        foreach (ComparedRun run in runs)
        {
            html.Append("<div>").Append(Figure(run.Folder.LossPlot, run.Name)).Append(Words(run, run.VerdictsAgainst(floor))).Append("</div>");
        }

        html.Append("</div><h2>From noise to pictures</h2><p>The same latent vectors at each epoch.</p>");
        foreach (ComparedRun run in runs)
        {
            string[] grids = [.. Directory.EnumerateFiles(run.Folder.Samples, "epoch-*.png").Order(StringComparer.Ordinal)];
            html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(run.Name)}</h3><div class=\"cards\">");
            foreach (string grid in new[] { grids[0], grids[grids.Length / 2], grids[^1] }.Distinct())
            {
                html.Append(Figure(grid, $"{run.Name}, {Path.GetFileNameWithoutExtension(grid).Replace("epoch-", "epoch ", StringComparison.Ordinal)}"));
            }

            string neighbours = NearestNeighbours(run.Folder);
            html.Append(File.Exists(neighbours) ? Figure(neighbours, $"{run.Name}: generated pictures above their nearest training pictures") : "").Append("</div>");
        }
    }

    private static void AppendSettings(StringBuilder html, IReadOnlyList<ComparedRun> runs)
    {
        html.Append("<h2>Settings</h2>");
        foreach (ComparedRun run in runs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Text(run.Name)}</summary><pre class=\"scroll\">{Text(run.Description.ToJson())}</pre></details>");
        }
    }

    /// <summary>The picture of a run's nearest neighbours.</summary>
    public static string NearestNeighbours(RunFolder folder) => Path.Combine(folder.Root, "nearest.png");

    private static string Figure(string path, string caption) => ReportPage.Figure(File.ReadAllBytes(path), caption);

    private static string Words(ComparedRun run, IReadOnlyList<Verdict> verdicts) => verdicts.Count == 0
        ? $"<p class=\"verdict good\">Nothing amiss: its numbers show no collapse, no copies of training pictures{(run.History.Count >= Verdicts.FewestTicks ? ", and networks in balance" : "; it is too short to judge the networks' balance")}.</p>"
        : string.Concat(verdicts.Select(verdict => $"<p class=\"verdict\">{Text(verdict.Text)}</p>"));

    private static string Text(string value) => ReportPage.Text(value);

    private static string Epochs(int count) => count == 1 ? "1 epoch" : string.Create(CultureInfo.InvariantCulture, $"{count} epochs");
}
