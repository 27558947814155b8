namespace Gan.Detection;

/// <summary>The mean negative logarithm of the probability that was given to what a picture is (cross-entropy).</summary>
public static class LogLoss
{
    /// <summary>Computes the loss.</summary>
    /// <param name="probabilities">Probabilities of being fake.</param>
    /// <param name="clip">
    /// Probabilities are first brought into [clip, 1 − clip], since a single certain error would make the loss infinite; above 0, below
    /// 0.5. The default value is 1e-7; the Deepfake Detection Challenge was also read at 0.01.
    /// </param>
    /// <returns>0 or more, in nats; ln 2 when all are 0.5.</returns>
    /// <exception cref="Evaluation.EvaluationException">A score is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is outside its range.</exception>
    public static double Compute(LabelledScores probabilities, double clip = 1e-7)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (!(clip is > 0 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(clip), clip, "The clip is above 0 and below 0.5.");
        }

        probabilities.RequireProbabilities("the log loss");
        double sum = 0;
        for (int i = 0; i < probabilities.Count; i++)
        {
            double probability = Math.Clamp(probabilities.Scores[i], clip, 1 - clip);
            sum -= Math.Log(probabilities.IsFake[i] ? probability : 1 - probability);
        }

        return sum / probabilities.Count;
    }
}
