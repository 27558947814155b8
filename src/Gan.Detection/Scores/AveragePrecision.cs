namespace Gan.Detection;

/// <summary>
/// Average precision: how many of the pictures called fake are fake, averaged over the thresholds at which another fake is caught. Unlike
/// the area under the ROC curve it depends on how common fakes are: at chance it is their share.
/// </summary>
public static class AveragePrecision
{
    /// <summary>Computes the sum of precision × gain in recall, step by step without interpolation; tied scores are one step.</summary>
    /// <param name="scores">Probabilities or logits.</param>
    /// <returns>Above 0 to 1, higher is better.</returns>
    public static double Compute(LabelledScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double sum = 0;
        int calledFake = 0, caught = 0;
        foreach ((_, int real, int fake) in scores.Descending())
        {
            calledFake += real + fake;
            caught += fake;
            sum += (double)caught / calledFake * fake;
        }

        return sum / scores.FakeCount;
    }
}
