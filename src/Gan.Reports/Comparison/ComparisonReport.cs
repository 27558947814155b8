using System.Globalization;
using System.Text;
using Gan.Evaluation;
using Gan.Imaging;

namespace Gan.Reports;

/// <summary>Runs side by side in one HTML file that needs no other: pictures are inside, and there is no script.</summary>
public static class ComparisonReport
{
    /// <summary>Writes the report. The path holds either what it held before or all of the new file.</summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <param name="result">What was found: <see cref="GanComparison.Run"/>.</param>
    /// <exception cref="GanFileException">The system refuses, or a run's folder lacks its pictures.</exception>
    public static void Write(string path, ComparisonResult result)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(result);
        (IReadOnlyList<ComparedRun> runs, EvaluationResult floor) = result;
        string[] presets = [.. runs.Select(run => run.Preset).Distinct()];
        StringBuilder html = ReportPage.Begin("Comparison of presets");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1>{string.Join(", ", presets.Select(Text))}: {ReportText.Count(runs[0].Epochs, "epoch")} on "
            + $"{Text(runs[0].Description.Dataset.Name)}</h1>");
        AppendAnswer(html, runs, presets, floor);
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p>{floor.ReferenceCount} training pictures; {runs[0].Last.Count} generated pictures a measurement (seed {floor.Seed}); "
            + $"\"real\" is what {floor.Count} held-out real pictures get: no generator needs to be below it.</p>");
        foreach (string warning in runs[0].Last.Warnings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict\">{Text(warning)}</p>");
        }

        AppendWords(html, runs, presets, floor);
        AppendTable(html, runs, floor);
        AppendCurves(html, runs, presets, floor);
        AppendPictures(html, runs, floor);
        AppendSettings(html, runs);
        ReportPage.Write(path, html);
    }

    // The answer first: by the number that tells most, and how many runs something is wrong with.
    private static void AppendAnswer(StringBuilder html, IReadOnlyList<ComparedRun> runs, string[] presets, EvaluationResult floor)
    {
        (EvaluationMetric metric, string name, Func<EvaluationResult, double> read, double real) =
            Rows(runs, floor).First(row => row.Metric == EvaluationMetric.KernelDistance);
        int amiss = runs.Count(run => run.VerdictsAgainst(floor).Count > 0);
        string health = amiss == 0
            ? "Nothing is amiss with any run."
            : $"Something is amiss with {amiss} of {ReportText.Count(runs.Count, "run")}: see below.";
        string best = Ranking.Describe(metric, name, ByPreset(runs, presets, read));
        string answer = $"{best} Real pictures get {ReportText.Number(real)}. {health}";
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"answer\">{Text(answer)}</p>");
    }

    private static Dictionary<string, double[]> ByPreset(
        IReadOnlyList<ComparedRun> runs, string[] presets, Func<EvaluationResult, double> read) =>
        presets.ToDictionary(preset => preset, preset => runs.Where(run => run.Preset == preset).Select(run => read(run.Last)).ToArray());

    private static void AppendWords(StringBuilder html, IReadOnlyList<ComparedRun> runs, string[] presets, EvaluationResult floor)
    {
        html.Append("<h2>Which is best</h2><ul>");
        foreach ((EvaluationMetric metric, string name, Func<EvaluationResult, double> read, _) in
            Rows(runs, floor).Where(row => row.Metric.IsRanked))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(Ranking.Describe(metric, name, ByPreset(runs, presets, read)))}</li>");
        }

        html.Append("</ul>");
    }

    private static void AppendTable(StringBuilder html, IReadOnlyList<ComparedRun> runs, EvaluationResult floor)
    {
        html.Append("<h2>After the last epoch</h2><div class=\"scroll\"><table><thead><tr><th></th>");
        html.Append(string.Concat(runs.Select(run => $"<th>{Text(run.Name)}</th>"))).Append("<th>real</th></tr></thead><tbody>");
        foreach ((EvaluationMetric metric, string name, Func<EvaluationResult, double> read, double real) in Rows(runs, floor))
        {
            double best = Ranking.Best(metric, runs.Select(run => read(run.Last)));
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}{MetricText.Arrow(metric)}</td>");
            foreach (ComparedRun run in runs)
            {
                double value = read(run.Last);
                bool isBest = metric.IsRanked && !metric.IsBetter(best, value);
                html.Append(CultureInfo.InvariantCulture, $"<td{(isBest ? " class=\"best\"" : "")}>{ReportText.Number(value)}</td>");
            }

            html.Append(CultureInfo.InvariantCulture, $"<td>{ReportText.Number(real)}</td></tr>");
        }

        Row("training time", run => ReportText.Time(run.TrainingTime));
        Row("images a second", run => ReportText.Number(run.History[^1].Images / run.TrainingTime.TotalSeconds));
        html.Append("</tbody></table></div>");

        void Row(string name, Func<ComparedRun, string> read) =>
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{name}</td>{string.Concat(runs.Select(run => $"<td>{read(run)}</td>"))}<td></td></tr>");
    }

    private static void AppendCurves(
        StringBuilder html, IReadOnlyList<ComparedRun> runs, string[] presets, EvaluationResult floor)
    {
        html.Append("<h2>Over the epochs</h2><p class=\"key\">");
        html.Append(string.Concat(presets.Select(
            (preset, i) => $"<span><i style=\"border-color:{SvgChart.Colour(i)}\"></i>{Text(preset)}</span>")));
        html.Append(
            "<span><i class=\"real\"></i>real pictures</span>The first seed is solid, the others are dashed.</p><div class=\"cards\">");
        foreach ((_, string name, Func<EvaluationResult, double> read, double real) in Rows(runs, floor).Where(row => row.Metric.IsRanked))
        {
            html.Append(SvgChart.Render(
                name,
                [.. runs.Select(run => new ChartLine(
                    SvgChart.Colour(Array.IndexOf(presets, run.Preset)),
                    run.Name,
                    [.. run.InOrder.Select(pair => ((double)pair.Key, read(pair.Value)))])
                {
                    IsDashed = run.Seed != runs[0].Seed,
                })],
                real));
        }

        html.Append("</div>");
    }

    private static void AppendPictures(StringBuilder html, IReadOnlyList<ComparedRun> runs, EvaluationResult floor)
    {
        html.Append("<h2>Losses and scores</h2><div class=\"cards\">");
        foreach (ComparedRun run in runs)
        {
            html.Append("<div>").Append(Figure(Path.Combine(run.Folder.Root, PictureObserver.LossPlotFile), run.Name))
                .Append(Words(run, run.VerdictsAgainst(floor))).Append("</div>");
        }

        html.Append("</div><h2>From noise to pictures</h2><p>The same latent vectors at each epoch.</p>");
        foreach (ComparedRun run in runs)
        {
            string samples = Path.Combine(run.Folder.Root, PictureObserver.SamplesFolder);
            string[] grids = [.. Directory.EnumerateFiles(samples, "epoch-*.png").Order(StringComparer.Ordinal)];
            html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(run.Name)}</h3><div class=\"cards\">");
            foreach (string grid in grids.Where((_, i) => i == 0 || i == grids.Length / 2 || i == grids.Length - 1))
            {
                string epoch = Path.GetFileNameWithoutExtension(grid).Replace("epoch-", "epoch ", StringComparison.Ordinal);
                html.Append(Figure(grid, $"{run.Name}, {epoch}"));
            }

            string neighbours = Path.Combine(run.Folder.Root, ComparedRun.NeighboursFile);
            html.Append(File.Exists(neighbours)
                ? Figure(neighbours, $"{run.Name}: generated pictures above their nearest training pictures")
                : "").Append("</div>");
        }
    }

    private static void AppendSettings(StringBuilder html, IReadOnlyList<ComparedRun> runs)
    {
        html.Append("<h2>Settings</h2>");
        foreach (ComparedRun run in runs)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<details><summary>{Text(run.Name)}</summary><pre class=\"scroll\">{Text(run.Description.ToJson())}</pre></details>");
        }
    }

    /// <summary>Every number that was measured, as people read it.</summary>
    private static IEnumerable<(EvaluationMetric Metric, string Name, Func<EvaluationResult, double> Read, double Real)> Rows(
        IReadOnlyList<ComparedRun> runs, EvaluationResult floor)
    {
        EvaluationResult example = runs[0].Last;
        return EvaluationMetrics.Read(example, floor).Select(value =>
        {
            EvaluationMetric metric = value.Metric;
            int extractor = Math.Max(0, example.Scores.ToList().FindIndex(scores => scores.Fingerprint == value.Fingerprint));
            return (metric, MetricText.Name(value), (Func<EvaluationResult, double>)Read, metric.Shown(value.Real));

            double Read(EvaluationResult result) => metric.Shown(metric.Read(result, extractor) ?? double.NaN);
        });
    }

    private static string Figure(string path, string caption) => File.Exists(path)
        ? ReportPage.Figure(File.ReadAllBytes(path), caption)
        : throw new GanFileException($"'{path}' is missing: a report shows the pictures of each run (GanComparison keeps them).");

    private static string Words(ComparedRun run, IReadOnlyList<Verdict> verdicts) => ReportPage.Findings(
        [.. verdicts.Select(verdict => verdict.Text)],
        "Nothing amiss: its numbers show no collapse, no copies of training pictures"
            + (run.History.Count >= Verdicts.FewestTicks
                ? ", and networks in balance."
                : "; it is too short to judge the networks' balance."));

    private static string Text(string value) => ReportPage.Text(value);
}
