namespace Gan.Detection;

/// <summary>The mean squared error of probabilities (Brier 1950): calibration and sharpness in one number.</summary>
public static class BrierScore
{
    /// <summary>Computes the score.</summary>
    /// <param name="probabilities">Probabilities of being fake.</param>
    /// <returns>0 when every probability is right and certain, 0.25 when all are 0.5, 1 when all are certain and wrong.</returns>
    /// <exception cref="Evaluation.EvaluationException">A score is outside [0, 1].</exception>
    public static double Compute(LabelledScores probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        probabilities.RequireProbabilities("the Brier score");
        double sum = 0;
        for (int i = 0; i < probabilities.Count; i++)
        {
            double error = probabilities.Scores[i] - (probabilities.IsFake[i] ? 1 : 0);
            sum += error * error;
        }

        return sum / probabilities.Count;
    }
}
