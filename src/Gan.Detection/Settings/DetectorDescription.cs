using Gan.Core.ModelFiles;

namespace Gan.Detection;

/// <summary>What a trained detector is: everything a reader needs to know before believing its numbers. Part of its file.</summary>
/// <param name="ImageShape">The shape of the pictures that it judges.</param>
/// <param name="Calibration">Temperature and threshold, found on validation pictures.</param>
/// <param name="Real">The real pictures that it was trained with.</param>
/// <param name="Generators">The generators that it was trained against; of others it has seen nothing.</param>
/// <param name="Distortions">What training pictures underwent at random.</param>
/// <param name="TrainingReal">Real pictures that were learnt from.</param>
/// <param name="TrainingFakes">Generated pictures that were learnt from.</param>
/// <param name="ValidationReal">Real pictures kept for validation.</param>
/// <param name="ValidationFakes">Generated pictures made for validation.</param>
/// <param name="Epochs">Epochs that were trained.</param>
/// <param name="BestEpoch">The epoch whose weights these are, from 1.</param>
/// <param name="ValidationAuc">The area under the ROC curve of the validation pictures: what it promised, not what it keeps.</param>
/// <param name="Environment">Where and with what it was trained.</param>
public sealed record DetectorDescription(
    ImageShape ImageShape,
    DetectorCalibration Calibration,
    DatasetDescription Real,
    FakeSourceDescription[] Generators,
    string[] Distortions,
    int TrainingReal,
    int TrainingFakes,
    int ValidationReal,
    int ValidationFakes,
    int Epochs,
    int BestEpoch,
    double ValidationAuc,
    RunEnvironment Environment);
