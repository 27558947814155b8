namespace Gan.Detection;

/// <summary>Where the training of a detector stands, reported after every epoch.</summary>
public sealed record DetectorProgress
{
    /// <summary>Epochs done.</summary>
    public required int Epoch { get; init; }

    /// <summary>The most that there will be.</summary>
    public required int Epochs { get; init; }

    /// <summary>The mean log loss of the epoch's pictures, in nats.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>That of the validation pictures.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>The area under their ROC curve.</summary>
    public required double ValidationAuc { get; init; }

    /// <summary>Whether no epoch before was as good on the validation pictures.</summary>
    public required bool IsBest { get; init; }

    /// <summary>Pictures trained on a second, over the epoch.</summary>
    public required double PicturesPerSecond { get; init; }
}
