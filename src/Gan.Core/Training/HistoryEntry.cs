namespace Gan.Core;

/// <summary>One line of a run's history: what one tick saw, averaged over its steps.</summary>
public sealed record HistoryEntry
{
    /// <summary>The epoch that the tick belongs to, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>Training steps done since the start of the run.</summary>
    public long Step { get; init; }

    /// <summary>Real pictures shown to the discriminator since the start of the run.</summary>
    public long Images { get; init; }

    /// <summary>
    /// The discriminator's loss, penalties not counted. For binary cross-entropy half the sum of its real and fake part; 0.693 when it guesses.
    /// </summary>
    public double DiscriminatorLoss { get; init; }

    /// <summary>The generator's loss.</summary>
    public double GeneratorLoss { get; init; }

    /// <summary>D(x): the mean probability, in [0, 1], that the discriminator gives real pictures of being real.</summary>
    public double RealScore { get; init; }

    /// <summary>D(G(z)): the same for generated pictures, before the discriminator's update.</summary>
    public double FakeScore { get; init; }

    /// <summary>Real pictures trained on a second, over the tick.</summary>
    public double ImagesPerSecond { get; init; }
}
