using Gan.Core.ModelFiles;

namespace Gan.Detection;

/// <summary>What a trained detector is: everything a reader needs to know before believing its numbers. Part of its file.</summary>
public sealed record DetectorDescription
{
    /// <summary>The shape of the pictures that it judges.</summary>
    public required ImageShape ImageShape { get; init; }

    /// <summary>Temperature and threshold, found on validation pictures.</summary>
    public required DetectorCalibration Calibration { get; init; }

    /// <summary>The real pictures that it was trained with.</summary>
    public required DatasetDescription Real { get; init; }

    /// <summary>The generators that it was trained against; of others it has seen nothing.</summary>
    public required FakeSourceDescription[] Generators { get; init; }

    /// <summary>What training pictures underwent at random.</summary>
    public required string[] Distortions { get; init; }

    /// <summary>Real pictures that were learnt from.</summary>
    public required int TrainingReal { get; init; }

    /// <summary>Generated pictures that were learnt from.</summary>
    public required int TrainingFakes { get; init; }

    /// <summary>Real pictures kept for validation.</summary>
    public required int ValidationReal { get; init; }

    /// <summary>Generated pictures made for validation.</summary>
    public required int ValidationFakes { get; init; }

    /// <summary>Epochs that were trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch whose weights these are, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The area under the ROC curve of the validation pictures: what it promised, not what it keeps.</summary>
    public required double ValidationAuc { get; init; }

    /// <summary>Where and with what it was trained.</summary>
    public required RunEnvironment Environment { get; init; }
}
