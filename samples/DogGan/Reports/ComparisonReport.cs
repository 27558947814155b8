using System.Globalization;
using System.Net;
using System.Text;
using Gan.Core.Evaluation;
using Gan.Core.ModelFiles;

namespace DogGan.Reports;

/// <summary>Runs side by side in one HTML file that needs no other: pictures are inside, and there is no script.</summary>
internal static class ComparisonReport
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1200px;padding:1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .7rem;border-bottom:1px solid #d8dee4;text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}
        .best{font-weight:700;background:#e6f4ea}.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr))}
        figure{margin:0}figcaption{font-size:.85rem;color:#57606a}img,svg{max-width:100%;height:auto}
        svg text{font:12px system-ui,sans-serif;fill:#57606a}svg .title{font-weight:600;fill:#1b1f24}
        .verdict{margin:.5rem 0;padding:.5rem .8rem;border-left:4px solid #d4a72c;background:#fff8e5}.verdict.good{border-color:#2da44e;background:#eef9f0}
        .grid{stroke:#d8dee4;stroke-width:1}.floor{stroke:#6e7781;stroke-width:1.5;stroke-dasharray:2 3}
        .key span{display:inline-block;margin-right:1.2rem}.key i{display:inline-block;width:1.6rem;border-top:3px solid;margin-right:.4rem;vertical-align:middle}
        @media(max-width:600px){th,td{padding:.3rem .4rem}th:first-child,td:first-child{white-space:normal;min-width:7rem}svg text{font-size:15px}}
        """;

    /// <summary>Writes the report, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="runs">At least one run, all measured at the same epochs.</param>
    /// <param name="floor">What real pictures get.</param>
    public static void Write(string path, IReadOnlyList<ComparedRun> runs, EvaluationResult floor)
    {
        string[] presets = [.. runs.Select(run => run.Preset).Distinct()];
        IReadOnlyList<ReportMetric> metrics = ReportMetric.For(floor);
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>Comparison of presets</title><style>{Style}</style></head><body>");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{string.Join(", ", presets.Select(Text))}: {runs[0].Evaluations.Keys.Last()} epochs on {Text(runs[0].Description.Dataset.Name)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{floor.ReferenceCount} training pictures; {runs[0].Last.Count} generated pictures a measurement (seed {floor.Seed}); \"real\" is what {floor.Count} held-out real pictures get: no generator needs to be below it.</p>");
        AppendWords(html, runs, presets, metrics);
        AppendTable(html, runs, metrics, floor);
        AppendCurves(html, runs, presets, metrics, floor);
        AppendPictures(html, runs, floor);
        AppendSettings(html, runs);
        html.Append("</body></html>\n");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html.ToString())));
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
        Row("training time", run => run.TrainingTime.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture));
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
            html.Append("<div>").Append(Figure(run.Folder.LossPlot, run.Name)).Append(Words(run.VerdictsAgainst(floor))).Append("</div>");
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

    private static string Figure(string path, string caption) =>
        $"<figure><img src=\"data:image/png;base64,{Convert.ToBase64String(File.ReadAllBytes(path))}\" alt=\"{Text(caption)}\"><figcaption>{Text(caption)}</figcaption></figure>";

    private static string Words(IReadOnlyList<Verdict> verdicts) => verdicts.Count == 0
        ? "<p class=\"verdict good\">Nothing amiss: its numbers show no collapse, no copies of training pictures, and networks in balance.</p>"
        : string.Concat(verdicts.Select(verdict => $"<p class=\"verdict\">{Text(verdict.Text)}</p>"));

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
