namespace Gan.Core;

/// <summary>Adam (Kingma and Ba 2015), with the defaults of DCGAN (Radford et al. 2015).</summary>
public sealed record AdamOptions
{
    /// <summary>Creates options with the defaults.</summary>
    public AdamOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="learningRate">Step size, above 0.</param>
    /// <param name="beta1">Decay of the first moment, in [0, 1).</param>
    public AdamOptions(double learningRate, double beta1 = 0.5) => (LearningRate, Beta1) = (learningRate, beta1);

    /// <summary>Step size, above 0.</summary>
    /// <value>The default value is 0.0002.</value>
    public double LearningRate { get; init; } = 0.0002;

    /// <summary>Decay of the first moment, in [0, 1).</summary>
    /// <value>The default value is 0.5.</value>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Decay of the second moment, in [0, 1).</summary>
    /// <value>The default value is 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment, above 0.</summary>
    /// <value>The default value is 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>How the learning rate changes while the run goes on: the factor of <see cref="LearningRate"/>.</summary>
    /// <value>The default value is <see cref="Schedule.Constant"/>.</value>
    public Schedule LearningRateSchedule { get; init; } = Schedule.Constant;

    /// <summary>How the decay of the second moment changes: the factor of <see cref="Beta2"/>, with which it must stay below 1.</summary>
    /// <value>The default value is <see cref="Schedule.Constant"/>.</value>
    public Schedule Beta2Schedule { get; init; } = Schedule.Constant;

    /// <summary>
    /// The largest norm of a step's gradients, all weights of the network taken together, above 0; longer ones are shortened to it (Pascanu
    /// et al. 2013). Null leaves them as they are.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? MaxGradientNorm { get; init; }

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

        foreach (string problem in LearningRateSchedule.Validate($"the {owner}'s learning rate").Concat(Beta2Schedule.Validate($"the {owner}'s beta2")))
        {
            yield return problem;
        }

        if (!(Beta2 * Math.Max(Beta2Schedule.Start, Beta2Schedule.End) < 1))
        {
            yield return $"the {owner}'s beta2 of {Beta2} reaches {Beta2 * Math.Max(Beta2Schedule.Start, Beta2Schedule.End)} on its schedule; it must stay below 1.";
        }

        if (MaxGradientNorm is { } norm && (!(norm > 0) || double.IsInfinity(norm)))
        {
            yield return $"the {owner}'s largest gradient norm is {norm}; it must be above 0, or null for no limit.";
        }
    }
}
