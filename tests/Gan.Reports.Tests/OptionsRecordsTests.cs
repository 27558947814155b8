using Gan.Evaluation;

namespace Gan.Reports.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<ComparisonOptions>
{
    protected override object? Example(Type type) => type == typeof(EvaluationMetric) ? EvaluationMetric.Recall
        : type == typeof(IReadOnlyList<int>) ? new[] { 1 } : null;
}
