using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gan.Detection;
using Gan.Imaging;
using TorchSharp;

namespace Gan.Reports;

/// <summary>
/// What a test of detectors found, as one HTML file that needs no other: every detector against every generator, ROC and reliability,
/// robustness, controls, and the pictures that it is surest of.
/// </summary>
public static class DetectionReportPage
{
    private const int CurvesInAPlot = 4;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the page. The path holds either what it held before or all of the new file.</summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <param name="report">What was found: <see cref="DetectorEvaluator"/>.</param>
    /// <exception cref="GanFileException">The system refuses.</exception>
    public static void Write(string path, DetectionReport report)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder html = ReportPage.Begin("Real or fake");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1>Real or fake: {report.Detectors.Count} {(report.Detectors.Count == 1 ? "detector" : "detectors")} on "
            + $"{Text(report.Real.Name)}</h1>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p>{report.RealCount} real pictures that no detector was trained with ({report.LeftOut} that one had seen were left "
            + $"out) and as many fakes of each of {report.Sources.Count} generators (seed {report.Seed}), of latent vectors that no "
            + $"training used, rounded to bytes as real pictures are. A detector knows the generators it was trained on; what it makes "
            + $"of generators and pictures that are not in this report was not measured.</p>");
        AppendMatrix(html, report);
        AppendScores(html, report);
        AppendPlots(html, report);
        AppendRobustness(html, report);
        AppendControls(html, report);
        AppendExamples(html, report);
        AppendDescriptions(html, report);
        ReportPage.Write(path, html);
    }

    private static void AppendMatrix(StringBuilder html, DetectionReport report)
    {
        html.Append(
            "<h2>Detector × generator</h2><p>Area under the ROC curve, and accuracy at the threshold chosen in validation. In green: "
            + "trained on this generator.</p>");
        Table(
            html,
            ["", .. report.Sources.Select(source => source.Name)],
            report.Detectors.Select(detector => (detector.Name, detector.Sources.Select(source => (
                $"{Number(source.Scores.Auc)} · {Percent(source.Scores.AtThreshold.Accuracy.Value)}", source.IsSeen ? "best" : "")))));
    }

    private static void AppendScores(StringBuilder html, DetectionReport report)
    {
        html.Append(
            "<h2>Every number</h2><p>Against all generators together, as many fakes as real pictures. In brackets: Wilson intervals "
            + "of 95 %.</p>");
        Table(html, ["", .. report.Detectors.Select(detector => detector.Name)],
        [
            Row("ROC-AUC", scores => Number(scores.Auc)),
            Row("average precision", scores => Number(scores.AveragePrecision)),
            Row("equal error rate", scores => Number(scores.EqualErrorRate)),
            Row("fakes caught at 1 % false alarms", scores => Number(scores.TruePositiveRateAtOnePercent)),
            Row("ECE, calibrated (before)", scores => $"{Number(scores.CalibrationError)} ({Number(scores.UncalibratedCalibrationError)})"),
            Row("Brier score, calibrated (before)", scores => $"{Number(scores.BrierScore)} ({Number(scores.UncalibratedBrierScore)})"),
            .. Decisions("threshold of validation", scores => scores.AtThreshold),
            .. Decisions("threshold 0.5", scores => scores.AtHalf),
        ]);

        (string, IEnumerable<(string, string)>) Row(string name, Func<DetectionScores, string> read) =>
            (name, report.Detectors.Select(detector => (read(detector.Overall), "")));

        IEnumerable<(string, IEnumerable<(string, string)>)> Decisions(string name, Func<DetectionScores, ConfusionMatrix> read) =>
        [
            Row(name, scores => Number(read(scores).Threshold)),
            Row("– accuracy", scores => Share(read(scores).Accuracy)),
            Row("– real called real", scores => Share(read(scores).RealAccuracy)),
            Row("– fakes called fake", scores => Share(read(scores).FakeAccuracy)),
            Row("– real called fake", scores => $"{read(scores).FalsePositives} of {report.RealCount}"),
            Row(
                "– fakes called real",
                scores => $"{read(scores).FalseNegatives} of {read(scores).FalseNegatives + read(scores).TruePositives}"),
        ];
    }

    private static void AppendPlots(StringBuilder html, DetectionReport report)
    {
        html.Append("<h2>ROC and reliability</h2><div class=\"cards\">");
        foreach (DetectorReport[] few in report.Detectors.Chunk(CurvesInAPlot))
        {
            html.Append(ReportPage.Figure(
                RocPlot.EncodePng([.. few.Select(detector => (detector.Name, Curve(detector)))]), "ROC against all generators"));
        }

        foreach (DetectorReport detector in report.Detectors)
        {
            double temperature = detector.Calibration.Temperature;
            html.Append(ReportPage.Figure(
                ReliabilityPlot.EncodePng([("before", Bins(detector, 1)), ("calibrated", Bins(detector, temperature))]),
                $"Reliability: {detector.Name}"));
        }

        html.Append("</div>");
    }

    private static IReadOnlyList<PlotPoint> Curve(DetectorReport detector) =>
        [.. RocCurve.Compute(detector.Logits).Points.Select(point => new PlotPoint(point.FalsePositiveRate, point.TruePositiveRate))];

    private static IReadOnlyList<ReliabilityPlotBin> Bins(DetectorReport detector, double temperature) =>
    [
        .. ReliabilityDiagram.Compute(new TemperatureScaling(temperature).Apply(detector.Logits)).Bins
            .Select(bin => new ReliabilityPlotBin(bin.Lower, bin.Upper, bin.Count, bin.MeanProbability, bin.FakeShare)),
    ];

    private static void AppendRobustness(StringBuilder html, DetectionReport report)
    {
        html.Append(
            "<h2>Robustness</h2><p>Real pictures and fakes distorted alike: area under the ROC curve, and accuracy at the threshold "
            + "chosen in validation.</p>");
        Table(
            html,
            ["", .. report.Detectors.Select(detector => detector.Name)],
            [
                ("as they are", report.Detectors.Select(detector => (Both(detector.Overall), ""))),
                .. report.Detectors[0].Distortions.Select((distortion, i) => (
                    distortion.Distortion, report.Detectors.Select(detector => (Both(detector.Distortions[i].Scores), "")))),
            ]);

        string Both(DetectionScores scores) => $"{Number(scores.Auc)} · {Percent(scores.AtThreshold.Accuracy.Value)}";
    }

    private static void AppendControls(StringBuilder html, DetectionReport report)
    {
        html.Append("<h2>Controls</h2><p>Experiments in which there is nothing to find; what is found all the same is a fault.</p>");
        string[] head = ["", "ROC-AUC", "pictures", "at chance", "otherwise"];
        Table(html, head, report.Controls.Select(control => (control.Name, (IEnumerable<(string, string)>)
        [
            (Number(control.Auc), ""),
            ($"{control.Count}", ""),
            (
                string.Create(CultureInfo.InvariantCulture, $"{(control.IsAtChance ? "yes" : "NO")} (0.5 ± {control.Tolerance:F3})"),
                control.IsAtChance ? "best" : "fault"),
            (control.Meaning, ""),
        ])));
    }

    private static void AppendExamples(StringBuilder html, DetectionReport report)
    {
        foreach (DetectorReport detector in report.Detectors)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>Examples: {Text(detector.Name)}</h2>");
            foreach ((string degree, IReadOnlyList<DetectionExample> examples) in
                new[] { ("Most", detector.MostSuspicious), ("Least", detector.LeastSuspicious) })
            {
                foreach (IGrouping<bool, DetectionExample> group in examples.GroupBy(example => example.IsFake))
                {
                    html.Append(
                        CultureInfo.InvariantCulture,
                        $"<h3>{degree} suspicious {(group.Key ? "fakes" : "real pictures")}</h3><div class=\"tiles\">");
                    html.Append(string.Concat(group.Select(example => ReportPage.Figure(
                        Png(example, report.Real.Shape), $"{Number(example.Probability)} {(group.Key ? example.Source : "")}".TrimEnd()))));
                    html.Append("</div>");
                }
            }
        }
    }

    private static void AppendDescriptions(StringBuilder html, DetectionReport report)
    {
        html.Append("<h2>What they were trained with</h2>");
        foreach (DetectorReport detector in report.Detectors)
        {
            string text = detector.Description is { } description
                ? JsonSerializer.Serialize(description, Format)
                : JsonSerializer.Serialize(detector.Calibration, Format);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<details><summary>{Text(detector.Name)}</summary><pre class=\"scroll\">{Text(text)}</pre></details>");
        }
    }

    private static void Table(
        StringBuilder html, IEnumerable<string> head, IEnumerable<(string Name, IEnumerable<(string Text, string Kind)> Cells)> rows)
    {
        html.Append("<div class=\"scroll\"><table><thead><tr>")
            .Append(string.Concat(head.Select(cell => $"<th>{Text(cell)}</th>"))).Append("</tr></thead><tbody>");
        foreach ((string name, IEnumerable<(string Text, string Kind)> cells) in rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}</td>");
            html.Append(string.Concat(cells.Select(
                cell => $"<td{(cell.Kind.Length > 0 ? $" class=\"{cell.Kind}\"" : "")}>{Text(cell.Text)}</td>"))).Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static byte[] Png(DetectionExample example, ImageShape shape)
    {
        using torch.Tensor picture = torch.tensor(example.Pixels, [1, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte);
        return ImageGrid.EncodePng(picture, scale: 1, padding: 0);
    }

    private static string Share(Proportion share) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * share.Value:F1} % [{100 * share.Interval.Lower:F1}, {100 * share.Interval.Upper:F1}]");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Text(string value) => ReportPage.Text(value);
}
