namespace Gan.Evaluation;

/// <summary>Tells of each stage of a measurement, and ends it between two when it is cancelled.</summary>
/// <threadsafety>An instance serves one thread at a time.</threadsafety>
public sealed class EvaluationStages
{
    private readonly int _steps;
    private readonly IProgress<EvaluationProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private int _step;

    /// <summary>Prepares.</summary>
    /// <param name="steps">How many stages there will be.</param>
    /// <param name="progress">Told of each; null for nobody.</param>
    /// <param name="cancellationToken">Ends the measurement before the next stage.</param>
    public EvaluationStages(int steps, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        _steps = steps;
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Begins a stage.</summary>
    /// <param name="stage">What is to be done.</param>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public void Begin(string stage)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _progress?.Report(new EvaluationProgress(stage, _step++, _steps));
    }

    /// <summary>All stages are done.</summary>
    public void End() => _progress?.Report(new EvaluationProgress("done", _steps, _steps));
}
