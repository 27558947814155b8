using System.Text;

namespace Gan.Reports;

/// <summary>The charts of a search: the metric against pictures shown, and against each parameter.</summary>
internal static class SearchCharts
{
    private const string Others = "color-mix(in srgb,var(--soft) 50%,transparent)";
    private const int Few = 4;
    private const double Wide = 8;

    /// <summary>A line for each trial that was measured; those of the best have colours.</summary>
    public static string Curves(SearchResult result, int best)
    {
        TrialResult[] measured = [.. result.Trials.Where(trial => trial.Scores.Count > 0)];
        if (measured.Length == 0)
        {
            return "";
        }

        string Colour(TrialResult trial) =>
            Array.IndexOf(measured, trial) is var i && i < best && !trial.HasFailed ? SvgChart.Colour(i) : Others;
        TrialResult[] named = [.. measured.Where(trial => Colour(trial) != Others)];
        StringBuilder html = new("<h2>Over the pictures shown</h2><p class=\"key\">");
        html.Append(string.Concat(named.Select(trial =>
            $"<span><i style=\"border-color:{Colour(trial)}\"></i>{ReportPage.Text(trial.Trial.Name)}</span>")));
        html.Append("<span><i style=\"border-color:").Append(Others).Append("\"></i>others</span>");
        html.Append("<span><i class=\"real\"></i>real pictures</span></p><div style=\"max-width:720px\">");

        // What is drawn last lies on top.
        html.Append(SvgChart.Render(
            Title(result),
            [.. measured.Reverse().Select(trial => new ChartLine(
                Colour(trial),
                Name(trial),
                [.. trial.Scores.Select(score => ((double)score.Images, result.Metric.Shown(score.Value)))]))],
            result.Metric.Shown(result.Real),
            ChartAxis.Counts(measured.Max(trial => trial.Images), "images")));
        return html.Append("</div>").ToString();
    }

    /// <summary>
    /// A chart for each parameter, at the first rung: later ones hold the best alone, and values of other epochs cannot be compared.
    /// </summary>
    public static string Scatters(SearchResult result)
    {
        TrialResult[] measured = [.. result.Trials.Where(trial => trial.Scores.Count > 0)];
        if (measured.Length == 0)
        {
            return "";
        }

        StringBuilder html = new("<h2>By parameter</h2><p>");
        html.Append("All trials that were measured after ").Append(ReportText.Count(result.Rungs[0], "epoch"));
        html.Append(".</p><p class=\"key\"><span><i style=\"border-color:").Append(SvgChart.Colour(1)).Append("\"></i>went on</span>");
        html.Append("<span><i style=\"border-color:").Append(SvgChart.Colour(0)).Append("\"></i>did not</span></p><div class=\"cards\">");
        foreach (string parameter in measured[0].Trial.Values.Keys)
        {
            SearchValue[] values = [.. measured.Select(trial => trial.Trial.Values[parameter])];
            ChartAxis axis = Axis(values, parameter, out Func<SearchValue, double> place);
            html.Append(SvgChart.Render(
                $"{Title(result)} by {parameter}",
                [.. measured.Reverse().Select(trial => new ChartLine(
                    SvgChart.Colour(trial.Scores.Count > 1 ? 1 : 0),
                    Name(trial),
                    [(place(trial.Trial.Values[parameter]), result.Metric.Shown(trial.Scores[0].Value))]))],
                result.Metric.Shown(result.Real),
                axis));
        }

        return html.Append("</div>").ToString();
    }

    private static ChartAxis Axis(IReadOnlyList<SearchValue> values, string parameter, out Func<SearchValue, double> place)
    {
        SearchValue[] distinct =
            [.. values.Distinct().OrderBy(value => value.Number).ThenBy(value => value.Text, StringComparer.Ordinal)];
        double[] numbers = [.. distinct.Select(value => value.Number ?? double.NaN)];
        if (distinct.Length <= Few || numbers.Any(double.IsNaN))
        {
            place = value => Array.IndexOf(distinct, value);
            return ChartAxis.Names([.. distinct.Select(value => value.Text)], parameter);
        }

        place = value => value.Number!.Value;
        return numbers.Min() > 0 && numbers.Max() / numbers.Min() >= Wide
            ? ChartAxis.Logarithms(numbers.Min(), numbers.Max(), parameter)
            : ChartAxis.Numbers(numbers.Min(), numbers.Max(), parameter);
    }

    private static string Title(SearchResult result) => $"{result.Metric.Title}{MetricText.Arrow(result.Metric)}";

    private static string Name(TrialResult trial) => $"{trial.Trial.Name} ({trial.Trial.Description})";
}
