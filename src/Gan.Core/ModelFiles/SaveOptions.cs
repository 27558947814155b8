namespace Gan.Core;

/// <summary>How a run is kept in its folder.</summary>
public sealed record SaveOptions
{
    /// <summary>What to do about a run that the folder holds already.</summary>
    /// <value>The default value is <see cref="ResumeMode.Auto"/>.</value>
    public ResumeMode Resume { get; init; } = ResumeMode.Auto;

    /// <summary>
    /// Time between checkpoints, checked at ticks; zero for one at every tick. One is always written at the end and on cancellation.
    /// </summary>
    /// <value>The default value is 2 minutes.</value>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Checkpoints that stay, at least 1.</summary>
    /// <value>The default value is 2.</value>
    public int KeepCheckpoints { get; init; } = 2;

    /// <summary>Epochs between two generators kept for good, in <see cref="ModelFiles.RunFolder.Generators"/>; 0 keeps none.</summary>
    /// <value>The default value is 0.</value>
    public int GeneratorEvery { get; init; }

    internal IEnumerable<string> Validate()
    {
        if (CheckpointInterval < TimeSpan.Zero)
        {
            yield return $"the time between checkpoints is {CheckpointInterval}; it must not be negative.";
        }

        if (KeepCheckpoints < 1)
        {
            yield return $"{KeepCheckpoints} checkpoints are to be kept; it must be at least 1.";
        }

        if (GeneratorEvery < 0)
        {
            yield return $"a generator is to be kept every {GeneratorEvery} epochs; it must be at least 1, or 0 for none.";
        }
    }
}
