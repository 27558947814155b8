using Microsoft.Extensions.Logging;

namespace Gan.Core;

/// <summary>What training writes to its logger; the event ids are stable.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(1, LogLevel.Information, "Training on {Device}: {Images} pictures of {Dataset}, epochs {FirstEpoch} to {Epochs}, batch {BatchSize}, {Precision}, {Threads} threads.")]
    public static partial void Started(ILogger logger, string device, int images, string dataset, int firstEpoch, int epochs, int batchSize, Precision precision, int threads);

    [LoggerMessage(2, LogLevel.Debug, "Epoch {Epoch}, step {Step}: D loss {DiscriminatorLoss:F4}, G loss {GeneratorLoss:F4}, D(x) {RealScore:F3}, D(G(z)) {FakeScore:F3}, {ImagesPerSecond:F0} images/s.")]
    public static partial void Tick(ILogger logger, int epoch, long step, double discriminatorLoss, double generatorLoss, double realScore, double fakeScore, double imagesPerSecond);

    [LoggerMessage(3, LogLevel.Information, "Training {Outcome} after {Epochs} epochs and {Steps} steps.")]
    public static partial void Ended(ILogger logger, TrainingOutcome outcome, int epochs, long steps);

    [LoggerMessage(4, LogLevel.Warning, "{What} is not finite between steps {FirstStep} and {LastStep}; returned to step {FirstStep} ({RollBacks} of {MaxRollBacks} times).")]
    public static partial void RolledBack(ILogger logger, string what, long firstStep, long lastStep, int rollBacks, int maxRollBacks);

    [LoggerMessage(5, LogLevel.Information, "{Report}")]
    public static partial void NativeLoading(ILogger logger, string report);

    [LoggerMessage(6, LogLevel.Information, "Stopping early: {Reason}")]
    public static partial void Stopping(ILogger logger, string reason);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "The loss {Loss} asks for a critic of bounded slope, and nothing bounds it here: add Penalties.GradientPenalty, or give the "
        + "discriminator's layers a spectral norm, unless your network bounds it by itself.")]
    public static partial void UnboundedCritic(ILogger logger, string loss);
}
