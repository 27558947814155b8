namespace Gan.Detection;

/// <summary>What turns a detector's logits into probabilities and decisions.</summary>
/// <param name="Temperature">Divides the logits (Guo et al. 2017); above 0.</param>
/// <param name="Threshold">A picture whose calibrated probability is at least this is called fake.</param>
public sealed record DetectorCalibration(double Temperature, double Threshold)
{
    /// <summary>Finds both on validation pictures.</summary>
    /// <param name="logits">What the detector says of pictures that it was not trained on and will not be judged by.</param>
    /// <returns>The temperature with the smallest log loss, and the threshold with the highest balanced accuracy.</returns>
    public static DetectorCalibration Fit(LabelledScores logits)
    {
        TemperatureScaling scaling = TemperatureScaling.Fit(logits);
        return new DetectorCalibration(scaling.Temperature, ThresholdChoice.BestBalancedAccuracy(scaling.Apply(logits)));
    }

    /// <summary>The calibrated probability that a picture is fake.</summary>
    /// <param name="logit">What the detector says of it.</param>
    /// <returns>0 to 1.</returns>
    public double Probability(double logit) => new TemperatureScaling(Temperature).Apply(logit);
}
