namespace Gan.Core;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015).</summary>
public sealed record BatchNormOptions
{
    /// <summary>Weight of the newest batch in the running statistics, in (0, 1]: PyTorch's convention, 1 minus Keras's.</summary>
    /// <value>The default value is 0.2, which Keras calls 0.8.</value>
    public double Momentum { get; init; } = 0.2;

    /// <summary>Added to the variance, above 0.</summary>
    /// <value>The default value is 0.001, Keras's.</value>
    public double Epsilon { get; init; } = 1e-3;

    internal IEnumerable<string> Validate()
    {
        if (Momentum is not (> 0 and <= 1))
        {
            yield return $"the momentum of batch normalisation is {Momentum}; it must lie in (0, 1] (0.2 is Keras's 0.8).";
        }

        if (!(Epsilon > 0) || double.IsInfinity(Epsilon))
        {
            yield return $"the epsilon of batch normalisation is {Epsilon}; it must be above 0 (0.001 is Keras's).";
        }
    }
}
