namespace Gan.Detection;

/// <summary>Where the training of a detector stands, reported after every epoch.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Epochs">The most that there will be.</param>
/// <param name="TrainingLoss">The mean log loss of the epoch's pictures, in nats.</param>
/// <param name="ValidationLoss">That of the validation pictures.</param>
/// <param name="ValidationAuc">The area under their ROC curve.</param>
/// <param name="IsBest">Whether no epoch before was as good on the validation pictures.</param>
/// <param name="PicturesPerSecond">Pictures trained on a second, over the epoch.</param>
public sealed record DetectorProgress(
    int Epoch, int Epochs, double TrainingLoss, double ValidationLoss, double ValidationAuc, bool IsBest, double PicturesPerSecond);
