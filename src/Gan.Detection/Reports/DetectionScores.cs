namespace Gan.Detection;

/// <summary>Every number that is reported of a detector on one set of real and fake pictures.</summary>
/// <param name="AtThreshold">What it decides at the threshold that was chosen on validation pictures; with the accuracy of each class.</param>
/// <param name="AtHalf">What it decides at a calibrated probability of 0.5.</param>
/// <param name="Auc">The area under the ROC curve.</param>
/// <param name="AveragePrecision">The average precision, which depends on the share of fakes.</param>
/// <param name="EqualErrorRate">The error where both classes have the same.</param>
/// <param name="TruePositiveRateAtOnePercent">The share of fakes that are caught while at most 1 % of real pictures are called fake.</param>
/// <param name="CalibrationError">The expected calibration error (15 bins) of the calibrated probabilities.</param>
/// <param name="UncalibratedCalibrationError">The same before temperature scaling.</param>
/// <param name="BrierScore">The Brier score of the calibrated probabilities.</param>
/// <param name="UncalibratedBrierScore">The same before temperature scaling.</param>
public sealed record DetectionScores(
    ConfusionMatrix AtThreshold,
    ConfusionMatrix AtHalf,
    double Auc,
    double AveragePrecision,
    double EqualErrorRate,
    double TruePositiveRateAtOnePercent,
    double CalibrationError,
    double UncalibratedCalibrationError,
    double BrierScore,
    double UncalibratedBrierScore)
{
    /// <summary>Computes them.</summary>
    /// <param name="logits">What the detector says.</param>
    /// <param name="calibration">How it is read.</param>
    /// <returns>The numbers.</returns>
    public static DetectionScores Of(LabelledScores logits, DetectorCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        LabelledScores probabilities = new TemperatureScaling(calibration.Temperature).Apply(logits);
        LabelledScores uncalibrated = new TemperatureScaling(1).Apply(logits);

        // Of logits, since probabilities near 0 and 1 round to ties.
        RocCurve curve = RocCurve.Of(logits);
        return new DetectionScores(
            ConfusionMatrix.At(probabilities, calibration.Threshold),
            ConfusionMatrix.At(probabilities, 0.5),
            curve.AreaUnderCurve,
            Detection.AveragePrecision.Compute(logits),
            curve.EqualErrorRate,
            curve.TruePositiveRateAt(0.01),
            ReliabilityDiagram.Of(probabilities).ExpectedCalibrationError,
            ReliabilityDiagram.Of(uncalibrated).ExpectedCalibrationError,
            Detection.BrierScore.Compute(probabilities),
            Detection.BrierScore.Compute(uncalibrated));
    }
}
