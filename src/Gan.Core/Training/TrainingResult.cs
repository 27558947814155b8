namespace Gan.Core;

/// <summary>What a completed run did.</summary>
/// <param name="Epochs">Epochs completed since the start of the run.</param>
/// <param name="Steps">Steps done since the start of the run.</param>
/// <param name="Images">Real pictures shown to the discriminator since the start of the run.</param>
/// <param name="History">What its ticks saw, the oldest first.</param>
/// <param name="Elapsed">How long this call to train took.</param>
public sealed record TrainingResult(int Epochs, long Steps, long Images, IReadOnlyList<HistoryEntry> History, TimeSpan Elapsed);
