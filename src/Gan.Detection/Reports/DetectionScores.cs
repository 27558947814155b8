namespace Gan.Detection;

/// <summary>Every number that is reported of a detector on one set of real and fake pictures.</summary>
public sealed record DetectionScores
{
    /// <summary>What it decides at the threshold that was chosen on validation pictures; with the accuracy of each class.</summary>
    public required ConfusionMatrix AtThreshold { get; init; }

    /// <summary>What it decides at a calibrated probability of 0.5.</summary>
    public required ConfusionMatrix AtHalf { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required double Auc { get; init; }

    /// <summary>The average precision, which depends on the share of fakes.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The error where both classes have the same.</summary>
    public required double EqualErrorRate { get; init; }

    /// <summary>The share of fakes that are caught while at most 1 % of real pictures are called fake.</summary>
    public required double TruePositiveRateAtOnePercent { get; init; }

    /// <summary>The expected calibration error (15 bins) of the calibrated probabilities.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The same before temperature scaling.</summary>
    public required double UncalibratedCalibrationError { get; init; }

    /// <summary>The Brier score of the calibrated probabilities.</summary>
    public required double BrierScore { get; init; }

    /// <summary>The same before temperature scaling.</summary>
    public required double UncalibratedBrierScore { get; init; }

    /// <summary>Computes them.</summary>
    /// <param name="logits">What the detector says.</param>
    /// <param name="calibration">How it is read.</param>
    /// <returns>The numbers.</returns>
    public static DetectionScores Compute(LabelledScores logits, DetectorCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        LabelledScores probabilities = new TemperatureScaling(calibration.Temperature).Apply(logits);
        LabelledScores uncalibrated = new TemperatureScaling(1).Apply(logits);

        // Of logits, since probabilities near 0 and 1 round to ties.
        RocCurve curve = RocCurve.Compute(logits);
        return new DetectionScores
        {
            AtThreshold = ConfusionMatrix.At(probabilities, calibration.Threshold),
            AtHalf = ConfusionMatrix.At(probabilities, 0.5),
            Auc = curve.AreaUnderCurve,
            AveragePrecision = Detection.AveragePrecision.Compute(logits),
            EqualErrorRate = curve.EqualErrorRate,
            TruePositiveRateAtOnePercent = curve.TruePositiveRateAt(0.01),
            CalibrationError = ReliabilityDiagram.Compute(probabilities).ExpectedCalibrationError,
            UncalibratedCalibrationError = ReliabilityDiagram.Compute(uncalibrated).ExpectedCalibrationError,
            BrierScore = Detection.BrierScore.Compute(probabilities),
            UncalibratedBrierScore = Detection.BrierScore.Compute(uncalibrated),
        };
    }
}
