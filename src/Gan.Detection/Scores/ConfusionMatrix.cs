namespace Gan.Detection;

/// <summary>How many pictures of each class a threshold calls what. Fake is the positive class.</summary>
/// <param name="Threshold">A picture whose score is at least this is called fake.</param>
/// <param name="TruePositives">Fakes that are called fake.</param>
/// <param name="FalseNegatives">Fakes that are called real.</param>
/// <param name="FalsePositives">Real pictures that are called fake.</param>
/// <param name="TrueNegatives">Real pictures that are called real.</param>
public sealed record ConfusionMatrix(double Threshold, int TruePositives, int FalseNegatives, int FalsePositives, int TrueNegatives)
{
    /// <summary>The share of all pictures that are called what they are. It depends on how many there are of each class.</summary>
    public Proportion Accuracy => new(TruePositives + TrueNegatives, TruePositives + FalseNegatives + FalsePositives + TrueNegatives);

    /// <summary>The share of real pictures that are called real.</summary>
    public Proportion RealAccuracy => new(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>The share of fakes that are called fake.</summary>
    public Proportion FakeAccuracy => new(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The mean of the two classes' accuracies, from 0 to 1, whatever the number of each; 0.5 at chance.</summary>
    public double BalancedAccuracy => (RealAccuracy.Value + FakeAccuracy.Value) / 2;

    /// <summary>Counts.</summary>
    /// <param name="scores">Probabilities or logits.</param>
    /// <param name="threshold">A picture whose score is at least this is called fake; on the scale of the scores.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not a number.</exception>
    public static ConfusionMatrix At(LabelledScores scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (double.IsNaN(threshold))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is a number.");
        }

        int caught = 0, falseAlarms = 0;
        for (int i = 0; i < scores.Count; i++)
        {
            if (scores.Scores[i] >= threshold)
            {
                caught += scores.IsFake[i] ? 1 : 0;
                falseAlarms += scores.IsFake[i] ? 0 : 1;
            }
        }

        return new(threshold, caught, scores.FakeCount - caught, falseAlarms, scores.RealCount - falseAlarms);
    }
}
