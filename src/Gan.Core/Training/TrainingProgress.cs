namespace Gan.Core;

/// <summary>Where a run stands, reported at every tick.</summary>
public sealed record TrainingProgress
{
    /// <summary>The epoch under way or just completed, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>Epochs in the run; estimated for one that ends when its time is spent.</summary>
    public int Epochs { get; init; }

    /// <summary>Steps done since the start of the run.</summary>
    public long Step { get; init; }

    /// <summary>Steps in the run.</summary>
    public long TotalSteps { get; init; }

    /// <summary>The discriminator's mean loss over the tick.</summary>
    public double DiscriminatorLoss { get; init; }

    /// <summary>The generator's mean loss over the tick.</summary>
    public double GeneratorLoss { get; init; }

    /// <summary>D(x): the mean probability given to real pictures, in [0, 1].</summary>
    public double RealScore { get; init; }

    /// <summary>D(G(z)): the mean probability given to generated pictures, in [0, 1].</summary>
    public double FakeScore { get; init; }

    /// <summary>Real pictures trained on a second, over the tick.</summary>
    public double ImagesPerSecond { get; init; }

    /// <summary>Time since this call to train began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time to the end at the pace so far.</summary>
    public TimeSpan Remaining { get; init; }
}
