namespace Gan.Core;

/// <summary>Adam (Kingma and Ba 2015), with the defaults of DCGAN (Radford et al. 2015).</summary>
/// <param name="LearningRate">Step size, above 0. The default value is 0.0002.</param>
/// <param name="Beta1">Decay of the first moment, in [0, 1). The default value is 0.5.</param>
/// <param name="Beta2">Decay of the second moment, in [0, 1). The default value is 0.999.</param>
/// <param name="Epsilon">Added to the root of the second moment, above 0. The default value is 1e-8.</param>
public sealed record AdamOptions(double LearningRate = 0.0002, double Beta1 = 0.5, double Beta2 = 0.999, double Epsilon = 1e-8)
{
    /// <summary>Lists what is wrong with the settings.</summary>
    /// <param name="owner">What is trained with them, for messages, such as <c>generator</c>.</param>
    /// <returns>A sentence for each problem, saying what to change; empty when an optimizer can be made.</returns>
    public IEnumerable<string> Validate(string owner)
    {
        if (!(LearningRate > 0) || double.IsInfinity(LearningRate))
        {
            yield return $"the {owner}'s learning rate is {LearningRate}; it must be above 0 (0.0002 is usual).";
        }

        if (Beta1 is not (>= 0 and < 1))
        {
            yield return $"the {owner}'s beta1 is {Beta1}; it must lie in [0, 1) (0.5 is usual).";
        }

        if (Beta2 is not (>= 0 and < 1))
        {
            yield return $"the {owner}'s beta2 is {Beta2}; it must lie in [0, 1) (0.999 is usual).";
        }

        if (!(Epsilon > 0) || double.IsInfinity(Epsilon))
        {
            yield return $"the {owner}'s epsilon is {Epsilon}; it must be above 0 (1e-8 is usual).";
        }
    }
}
