using Microsoft.Extensions.Logging;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Keeps the state of the last tick at which all was finite, returns to it when something no longer is, and does what the policy says.
/// </summary>
internal sealed class NonFiniteGuard(TrainingRun run, GanOptions options, ILogger logger) : IDisposable
{
    private readonly StateSnapshot _lastGood = new();

    /// <summary>Keeps the state as it is now.</summary>
    public void Keep() => _lastGood.Take(run.Live);

    /// <summary>Reads the means of the tick under way.</summary>
    /// <returns>
    /// <see cref="TrainingSums"/>, averaged over the tick's steps; null when something was not finite, and the run stands at the start of
    /// the tick again, with other draws before it.
    /// </returns>
    /// <exception cref="TrainingDivergedException">
    /// Something is not finite, and the policy is to stop. The last good state was restored.
    /// </exception>
    public float[]? ReadTick()
    {
        using var scope = torch.NewDisposeScope();
        TrainingPosition position = run.Position;
        using Scalar steps = Math.Max(position.StepsInTick, 1).ToScalar();
        float[] means = run.TickSums.div(steps).data<float>().ToArray();
        string? problem = FiniteCheck.Problem(means, run.Live.Tensors);
        if (problem is null)
        {
            return means;
        }

        run.Restore(_lastGood.State);
        TrainingPosition good = run.Position;
        if (options.NonFinitePolicy == NonFinitePolicy.Stop || good.RollBacks >= options.MaxRollBacks)
        {
            throw new TrainingDivergedException(
                $"{problem} is not finite in epoch {position.Epoch + 1}, between steps {good.Step + 1} and {position.Step}. "
                + $"The state of step {good.Step}, the last good one, is kept. Train with a lower learning rate "
                + $"(now {options.GeneratorOptimizer.LearningRate} and {options.DiscriminatorOptimizer.LearningRate})"
                + (options.NonFinitePolicy == NonFinitePolicy.Stop
                    ? ", or choose NonFinitePolicy.RollBack."
                    : $": {good.RollBacks} returns in a row have not helped."));
        }

        run.CountRollBack();
        Keep();
        TrainingLog.RolledBack(logger, problem, good.Step, position.Step, good.RollBacks + 1, options.MaxRollBacks);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _lastGood.Dispose();
}
