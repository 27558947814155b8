namespace Gan.Core;

/// <summary>How far a run has come. With the seed it fixes every random draw that follows.</summary>
public sealed record TrainingPosition
{
    /// <summary>The start of a run.</summary>
    public static TrainingPosition Start { get; } = new();

    /// <summary>Epochs completed.</summary>
    public int Epoch { get; init; }

    /// <summary>Steps done in the epoch under way.</summary>
    public int StepInEpoch { get; init; }

    /// <summary>Steps done since the start of the run. A step trains the generator once.</summary>
    public long Step { get; init; }

    /// <summary>Real pictures shown to the discriminator since the start of the run.</summary>
    public long Images { get; init; }

    /// <summary>Steps done in the tick under way, whose losses have not been read yet.</summary>
    public int StepsInTick { get; init; }

    /// <summary>
    /// Time spent in steps since the start of the run, up to its last tick; zero in a run without a <see cref="GanOptions.TimeBudget"/>.
    /// </summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary>
    /// How often in a row the run has returned to the start of the tick under way because something was not finite; 0 once a tick is good.
    /// </summary>
    public int RollBacks { get; init; }
}
