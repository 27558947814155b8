using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>How presets are compared. Every setting has a default.</summary>
public sealed record ComparisonOptions
{
    private const int DefaultMeasurements = 5;

    // One list for all, since lists are equal only to themselves.
    private static readonly IReadOnlyList<long> DefaultSeeds = [1, 2];

    /// <summary>Passes over the data, for each run; at least 1.</summary>
    /// <value>The default value is 50.</value>
    public int Epochs { get; init; } = 50;

    /// <summary>The seeds, each of which every preset is trained with; at least one. Chance shows only between seeds.</summary>
    /// <value>The default value is 1 and 2.</value>
    public IReadOnlyList<long> Seeds { get; init; } = DefaultSeeds;

    /// <summary>Epochs between two measurements, at least 1; the last epoch is measured in any case.</summary>
    /// <value>The default value is <see langword="null"/>: a fifth of the epochs.</value>
    public int? Every { get; init; }

    /// <summary>The folder of the runs, each in one of its own: <c>lr0003-seed1</c>.</summary>
    /// <value>The default value is <c>runs/compare</c>.</value>
    public string Folder { get; init; } = Path.Combine("runs", "compare");

    /// <summary>How generators are measured.</summary>
    /// <value>The default value is that of <see cref="EvaluationOptions"/>.</value>
    public EvaluationOptions Measurement { get; init; } = new();

    internal int Interval => Every ?? Math.Max(1, Epochs / DefaultMeasurements);

    internal IEnumerable<int> MeasuredEpochs =>
        Enumerable.Range(1, Epochs).Where(epoch => epoch % Interval == 0 && epoch < Epochs).Append(Epochs);

    /// <summary>Lists everything that is wrong.</summary>
    /// <returns>A sentence for each problem; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (Epochs < 1)
        {
            yield return $"Epochs is {Epochs}; it must be at least 1.";
        }

        if (Every < 1)
        {
            yield return $"Every is {Every}; it must be at least 1.";
        }

        if (Seeds is null or [])
        {
            yield return "Seeds is empty; name at least one.";
        }
        else if (Seeds.Distinct().Count() < Seeds.Count)
        {
            yield return "Seeds names a seed twice; each gives one run of a preset.";
        }

        if (string.IsNullOrWhiteSpace(Folder))
        {
            yield return "Folder is empty; name the folder of the runs.";
        }
    }
}
