namespace Gan.Core;

/// <summary>Where a run stands, reported at every tick.</summary>
/// <param name="Epoch">The epoch under way or just completed, from 1.</param>
/// <param name="Epochs">Epochs in the run.</param>
/// <param name="Step">Steps done since the start of the run.</param>
/// <param name="TotalSteps">Steps in the run.</param>
/// <param name="DiscriminatorLoss">The discriminator's mean loss over the tick.</param>
/// <param name="GeneratorLoss">The generator's mean loss over the tick.</param>
/// <param name="RealScore">D(x): the mean probability given to real pictures, in [0, 1].</param>
/// <param name="FakeScore">D(G(z)): the mean probability given to generated pictures, in [0, 1].</param>
/// <param name="ImagesPerSecond">Real pictures trained on a second, over the tick.</param>
/// <param name="Elapsed">Time since this call to train began.</param>
/// <param name="Remaining">Time to the end at the pace so far.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    long Step,
    long TotalSteps,
    double DiscriminatorLoss,
    double GeneratorLoss,
    double RealScore,
    double FakeScore,
    double ImagesPerSecond,
    TimeSpan Elapsed,
    TimeSpan Remaining);
