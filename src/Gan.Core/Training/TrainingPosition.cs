namespace Gan.Core;

/// <summary>How far a run has come. With the seed it fixes every random draw that follows.</summary>
/// <param name="Epoch">Epochs completed.</param>
/// <param name="StepInEpoch">Steps done in the epoch under way.</param>
/// <param name="Step">Steps done since the start of the run.</param>
/// <param name="Images">Real pictures shown to the discriminator since the start of the run.</param>
/// <param name="StepsInTick">Steps done in the tick under way, whose losses have not been read yet.</param>
/// <param name="RollBacks">How often the run has returned to an earlier state because something was not finite.</param>
public sealed record TrainingPosition(int Epoch, int StepInEpoch, long Step, long Images, int StepsInTick, int RollBacks)
{
    /// <summary>The start of a run.</summary>
    public static TrainingPosition Start { get; } = new(0, 0, 0, 0, 0, 0);
}
