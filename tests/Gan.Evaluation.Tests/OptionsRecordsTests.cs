namespace Gan.Evaluation.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<EvaluationOptions>
{
    protected override object? Example(Type type) => type == typeof(EvaluationMetric) ? EvaluationMetric.Recall
        : type == typeof(IReadOnlyList<EvaluationMetric>) ? new[] { EvaluationMetric.Recall } : null;
}
