using Gan.Evaluation;

namespace DogGan.Output;

/// <summary>A line for each stage of a measurement, at once: the stages are few and the slow ones take seconds.</summary>
internal sealed class StageLines(string what) : IProgress<EvaluationProgress>
{
    public void Report(EvaluationProgress value)
    {
        if (value.Step < value.Steps)
        {
            Console.WriteLine($"  {what} {value.Step + 1}/{value.Steps}: {value.Stage}");
        }
    }
}
