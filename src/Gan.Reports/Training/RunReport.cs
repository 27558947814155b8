using System.Globalization;
using System.Text;
using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>A run as one HTML file that needs no other: the answer first, then pictures, curves, numbers, and last the settings.</summary>
internal static class RunReport
{
    private const int MostPoints = 240;

    /// <summary>Writes the page, whole or not at all.</summary>
    public static void Write(string path, RunState run)
    {
        string name = run.Description.Dataset.Name;
        StringBuilder html = ReportPage.Begin($"{name}: {Progress(run)}");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(name)}: {Progress(run)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"answer\">{Text(RunAnswer.Of(run))}</p>");
        html.Append(run.Findings.Count == 0 && RunAnswer.NothingAmiss(run) is null
            ? "<p class=\"note\">Too little is known to say that nothing is amiss: the run is short and was not measured.</p>"
            : ReportPage.Findings(run.Findings, RunAnswer.NothingAmiss(run) ?? ""));
        html.Append("<div class=\"samples\">")
            .Append(ReportPage.Figure(run.Pictures, $"The same latent vectors at each epoch: now after {Steps(run)}")).Append("</div>");
        AppendMeasurements(html, run);
        AppendHistory(html, run);
        AppendSettings(html, run);
        ReportPage.Write(path, html);
    }

    private static void AppendMeasurements(StringBuilder html, RunState run)
    {
        if (run.Entries.Count == 0 || run.Metric is not { } metric)
        {
            return;
        }

        EvaluationEntry last = run.Entries[^1];
        html.Append("<h2>Measured</h2><div class=\"cards\"><div>");
        if (last.Find(metric) is { } main)
        {
            ChartLine line = new(SvgChart.Colour(0), MetricText.Name(main), [.. run.Entries
                .Where(entry => entry.Find(metric) is not null)
                .Select(entry => ((double)entry.Epoch, metric.Shown(entry.Find(metric)!.Value)))]);
            html.Append(SvgChart.Render($"{metric.Title}{MetricText.Arrow(metric)}, over epochs", [line], metric.Shown(main.Real)));
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"key\"><span><i style=\"border-color:{line.Colour}\"></i>{Text(main.Extractor)}</span>");
            html.Append("<span><i class=\"real\"></i>held-out real pictures</span></p>");
        }

        EvaluationEntry best = run.Best ?? last;
        html.Append("</div><div class=\"scroll\"><table><thead><tr><th></th>");
        html.Append(
            CultureInfo.InvariantCulture, $"<th>epoch {last.Epoch}</th><th>best: {best.Epoch}</th><th>real</th></tr></thead><tbody>");
        for (int i = 0; i < last.Values.Count; i++)
        {
            EvaluationValue value = last.Values[i];
            EvaluationValue? then = best.Values.FirstOrDefault(
                other => other.Metric == value.Metric && other.Fingerprint == value.Fingerprint);
            html.Append(i == 0 || last.Values[i - 1].Extractor != value.Extractor
                ? $"<tr><th colspan=\"4\">{Text(value.Extractor)}</th></tr>"
                : "");
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(value.Metric.Title + MetricText.Arrow(value.Metric))}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{MetricText.Shown(value.Metric, value.Value)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{(then is null ? "" : MetricText.Shown(value.Metric, then.Value))}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{MetricText.Shown(value.Metric, value.Real)}</td></tr>");
        }

        html.Append("</tbody></table></div></div><p class=\"note\">");
        html.Append(
            CultureInfo.InvariantCulture,
            $"{last.Samples} generated pictures against {last.Reference} training pictures, seed {last.Seed}. ");
        html.Append(
            "“real” is what held-out real pictures get: no generator needs to be better. ↓ lower is better, ↑ higher, → nearer "
            + "to.</p>");
    }

    private static void AppendHistory(StringBuilder html, RunState run)
    {
        if (run.History.Count == 0)
        {
            return;
        }

        html.Append("<h2>Losses and scores</h2><div class=\"cards\">");
        Chart("Losses", ("discriminator", entry => entry.DiscriminatorLoss), ("generator", entry => entry.GeneratorLoss));
        Chart("Scores", ("D(x), real pictures", entry => entry.RealScore), ("D(G(z)), generated pictures", entry => entry.FakeScore));
        html.Append("</div>");

        void Chart(string title, params (string Name, Func<HistoryEntry, double> Read)[] lines)
        {
            html.Append("<div>").Append(SvgChart.Render($"{title}, over epochs", [.. lines.Select((line, i) =>
                new ChartLine(SvgChart.Colour(i), line.Name, Points(run, line.Read)) { HasMarks = false })]));
            html.Append("<p class=\"key\">").Append(string.Concat(lines.Select((line, i) =>
                $"<span><i style=\"border-color:{SvgChart.Colour(i)}\"></i>{Text(line.Name)}</span>"))).Append("</p></div>");
        }
    }

    // A long run has more ticks than a chart has pixels: neighbours are averaged.
    private static (double Epoch, double Value)[] Points(RunState run, Func<HistoryEntry, double> read) =>
    [
        .. run.History.Chunk(Math.Max(1, (int)Math.Ceiling(run.History.Count / (double)MostPoints)))
            .Select(ticks => (ticks[^1].Images / run.ImagesPerEpoch, ticks.Average(read))),
    ];

    private static void AppendSettings(StringBuilder html, RunState run)
    {
        html.Append("<h2>The run</h2><dl>").Append(string.Concat(
            RunSettings.Of(run).Select(setting => $"<dt>{Text(setting.Name)}</dt><dd>{Text(setting.Value)}</dd>"))).Append("</dl>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<details><summary>Every setting</summary><pre class=\"scroll\">{Text(run.Description.ToJson())}</pre></details>");
    }

    private static string Progress(RunState run) => RunLength.Of(run);

    private static string Steps(RunState run) => run.Position.StepInEpoch == 0
        ? ReportText.Count(run.Position.Epoch, "epoch")
        : ReportText.Count(run.Position.Step, "step");

    private static string Text(string value) => ReportPage.Text(value);
}
