using System.Globalization;
using Gan.Core;
using Gan.Evaluation;

namespace DogGan.Output;

/// <summary>Says what is measured during training: the stages of a long measurement, and a line with the number that decides.</summary>
internal sealed class MeasurementLines(EvaluationMetric metric) : ITrainingObserver, IProgress<EvaluationProgress>
{
    private static readonly TimeSpan StageInterval = TimeSpan.FromSeconds(10);
    private DateTimeOffset _next;
    private int _told;

    /// <summary>Writes a line that stays.</summary>
    public Action<string> Say { get; set; } = Console.WriteLine;

    /// <summary>Shows a stage until the next; null where there is no place for that, so that slow ones become lines.</summary>
    public Action<string>? Show { get; set; }

    public void Report(EvaluationProgress value)
    {
        string stage = $"  measuring {Math.Min(value.Step + 1, value.Steps)}/{value.Steps}: {value.Stage}";
        if (Show is not null)
        {
            Show(stage);
        }
        else if (value.Step < value.Steps && DateTimeOffset.UtcNow >= _next)
        {
            _next = DateTimeOffset.UtcNow + StageInterval;
            Say(stage);
        }
    }

    public void OnStarted(GanTrainer trainer) => _told = Evaluation(trainer).Entries.Count;

    public void OnEpochEnd(GanTrainer trainer)
    {
        EvaluationObserver evaluation = Evaluation(trainer);
        if (evaluation.Entries.Count > _told)
        {
            _told = evaluation.Entries.Count;
            EvaluationEntry last = evaluation.Entries[^1], best = evaluation.Best!;
            EvaluationValue value = last.Find(metric)!;
            string record = best.Epoch == last.Epoch ? "the best so far" : $"the best was {Number(best.Find(metric)!.Value)} after epoch {best.Epoch}";
            Say($"epoch {last.Epoch}: {metric.Words()} {Number(value.Value)}, real pictures {Number(value.Real)}; {record}");
        }
    }

    private static EvaluationObserver Evaluation(GanTrainer trainer) => trainer.Observers.OfType<EvaluationObserver>().First();

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
