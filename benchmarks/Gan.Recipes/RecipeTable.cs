using System.Globalization;
using Gan.Core;
using Gan.Evaluation;
using Gan.Reports;

namespace Gan.Recipes;

/// <summary>The table of docs/recipes.md: what each recipe's generators measure, every seed on its own.</summary>
internal static class RecipeTable
{
    private static readonly EvaluationMetric[] Columns =
        [EvaluationMetric.FrechetDistance, EvaluationMetric.KernelDistance, EvaluationMetric.Precision, EvaluationMetric.Recall];

    /// <summary>Writes the table as Markdown, the best recipe first.</summary>
    /// <param name="result">The search.</param>
    /// <param name="parameter">The parameter whose values are recipes.</param>
    /// <param name="evaluator">Measures.</param>
    public static void Write(SearchResult result, string parameter, Evaluator evaluator)
    {
        EvaluationResult floor = evaluator.MeasureNoiseFloor();
        Console.WriteLine($"| recipe | {string.Join(" | ", Columns.Select(metric => metric.Title))} | seconds a run |");
        Console.WriteLine($"|---|{string.Concat(Columns.Select(_ => "--:|"))}--:|");
        foreach (TrialResult trial in result.Trials)
        {
            string name = trial.Trial.Values[parameter].Text;
            if (trial.HasFailed)
            {
                Console.WriteLine($"| {name} | {trial.Problem} |");
                continue;
            }

            EvaluationResult[] measured = [.. trial.Trial.Seeds.Select(seed => Measure(result, trial, seed, evaluator))];
            IEnumerable<string> cells = Columns.Select(metric => string.Join(", ", measured.Select(one => Number(metric, metric.Read(one)))));
            double seconds = trial.TrainingTime.TotalSeconds / trial.Trial.Seeds.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} | {seconds:0} |"));
        }

        Console.WriteLine($"| real pictures | {string.Join(" | ", Columns.Select(metric => Number(metric, metric.Read(floor))))} | |");
    }

    private static EvaluationResult Measure(SearchResult result, TrialResult trial, long seed, Evaluator evaluator)
    {
        using GanGenerator generator = GanGenerator.Load(trial.Trial.FolderOf(result.Folder, seed).Generator);
        return evaluator.Evaluate(generator);
    }

    private static string Number(EvaluationMetric metric, double? value) =>
        value is { } number ? metric.Shown(number).ToString("G3", CultureInfo.InvariantCulture) : "";
}
