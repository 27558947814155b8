namespace Gan.Detection;

/// <summary>
/// Turns logits into calibrated probabilities by dividing them by one number (Guo et al. 2017). The order of the pictures stays, and with
/// it everything that a ROC curve shows; pictures on either side of a logit of 0 stay on it.
/// </summary>
/// <param name="Temperature">Above 1 makes a detector less certain, below 1 more; above 0 and finite.</param>
public sealed record TemperatureScaling(double Temperature)
{
    // Beyond, a detector is wrong more often than right, or its logits are next to nothing.
    private const double Lowest = 1e-3;
    private const double Highest = 1e3;
    private const int Halvings = 60;

    /// <summary>What divides the logits: above 1 makes a detector less certain, below 1 more; above 0 and finite.</summary>
    public double Temperature { get; } = double.IsFinite(Temperature) && Temperature > 0
        ? Temperature
        : throw new ArgumentOutOfRangeException(nameof(Temperature), Temperature, "A temperature is above 0 and finite.");

    /// <summary>Finds the temperature at which the probabilities of validation pictures have the smallest log loss.</summary>
    /// <remarks>
    /// The loss is convex in 1/temperature, and its slope is bisected. Pictures count as what they are with probability (n + 1)/(n + 2), n
    /// of their class, rather than with certainty (Platt 1999): a detector that errs nowhere in validation would otherwise be made
    /// infinitely certain of pictures that it has not seen.
    /// </remarks>
    /// <param name="logits">Logits of validation pictures: not those that the detector was trained on, nor those that judge it.</param>
    /// <returns>A temperature from 0.001 to 1000; 1 when all logits are 0.</returns>
    public static TemperatureScaling Fit(LabelledScores logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.Scores.All(logit => logit == 0))
        {
            return new TemperatureScaling(1);
        }

        double low = Math.Log(1 / Highest), high = Math.Log(1 / Lowest);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(logits, Math.Exp(middle)) < 0 ? (middle, high) : (low, middle);
        }

        return new TemperatureScaling(Math.Exp(-(low + high) / 2));
    }

    /// <summary>The calibrated probability of one picture.</summary>
    /// <param name="logit">What the detector says, above 0 for fake.</param>
    /// <returns>The probability of being fake, 0 to 1.</returns>
    public double Apply(double logit) => Sigmoid(logit / Temperature);

    /// <summary>The calibrated probabilities of many pictures.</summary>
    /// <param name="logits">What the detector says, above 0 for fake.</param>
    /// <returns>The probabilities of being fake, 0 to 1, in the same order.</returns>
    public LabelledScores Apply(LabelledScores logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        return logits.Map(Apply);
    }

    // The loss's derivative with respect to the factor 1/temperature.
    private static double Slope(LabelledScores logits, double factor)
    {
        double fake = (logits.FakeCount + 1.0) / (logits.FakeCount + 2), real = 1 / (logits.RealCount + 2.0);
        double sum = 0;
        for (int i = 0; i < logits.Count; i++)
        {
            sum += (Sigmoid(factor * logits.Scores[i]) - (logits.IsFake[i] ? fake : real)) * logits.Scores[i];
        }

        return sum;
    }

    // Neither form overflows on its side of 0.
    private static double Sigmoid(double logit)
    {
        if (logit >= 0)
        {
            return 1 / (1 + Math.Exp(-logit));
        }

        double power = Math.Exp(logit);
        return power / (1 + power);
    }
}
