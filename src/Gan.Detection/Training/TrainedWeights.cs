namespace Gan.Detection;

/// <summary>What a training of a detector came to.</summary>
/// <param name="Epochs">Epochs that were trained.</param>
/// <param name="BestEpoch">The one whose weights were kept, from 1.</param>
/// <param name="ValidationLogits">What the kept weights say of the validation pictures.</param>
internal sealed record TrainedWeights(int Epochs, int BestEpoch, LabelledScores ValidationLogits);
