namespace Gan.Core;

/// <summary>One line of a run's history: what one tick saw, averaged over its steps.</summary>
/// <param name="Epoch">The epoch that the tick belongs to, from 1.</param>
/// <param name="Step">Training steps done since the start of the run.</param>
/// <param name="Images">Real pictures shown to the discriminator since the start of the run.</param>
/// <param name="DiscriminatorLoss">The discriminator's loss. For binary cross-entropy half the sum of its real and fake part; 0.693 when it guesses.</param>
/// <param name="GeneratorLoss">The generator's loss.</param>
/// <param name="RealScore">D(x): the mean probability, in [0, 1], that the discriminator gives real pictures of being real.</param>
/// <param name="FakeScore">D(G(z)): the same for generated pictures, before the discriminator's update.</param>
/// <param name="ImagesPerSecond">Real pictures trained on a second, over the tick.</param>
public sealed record HistoryEntry(
    int Epoch,
    long Step,
    long Images,
    double DiscriminatorLoss,
    double GeneratorLoss,
    double RealScore,
    double FakeScore,
    double ImagesPerSecond);
