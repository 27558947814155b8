namespace Gan.Core;

/// <summary>
/// A second generator whose weights are the moving average of the trained one's (Karras et al. 2018): it draws steadier pictures, and is
/// the one that pictures, measurements and files are made of. Training itself does not change.
/// </summary>
public sealed record AveragingOptions
{
    /// <summary>
    /// Real pictures shown until what a weight was counts half, above 0: time is counted in pictures, so that it does not depend on the
    /// batch.
    /// </summary>
    /// <value>The default value is 20,000.</value>
    public double HalfLife { get; init; } = 20_000;

    /// <summary>
    /// The half-life is at most this share of the pictures shown so far, above 0: early on, when the weights change fast, the average
    /// follows them fast.
    /// </summary>
    /// <value>The default value is 0.1.</value>
    public double Ramp { get; init; } = 0.1;

    /// <summary>
    /// How the half-life changes while the run goes on: the factor of <see cref="HalfLife"/>; 0 is the trained generator itself.
    /// </summary>
    /// <value>The default value is <see cref="Schedule.Constant"/>.</value>
    public Schedule HalfLifeSchedule { get; init; } = Schedule.Constant;

    /// <summary>
    /// How many pictures the averaged generator's batch normalisation is measured on anew, at least 0, whenever the generator is asked for
    /// after a step: the statistics of the trained generator's activations are not those of other weights. 0 takes them as they are.
    /// </summary>
    /// <value>The default value is 2,048.</value>
    public int StatisticsImages { get; init; } = 2048;

    internal IEnumerable<string> Validate()
    {
        if (!(HalfLife > 0) || double.IsInfinity(HalfLife))
        {
            yield return $"the half-life of the averaged generator is {HalfLife} pictures; it must be above 0 (20000 is usual for small sets).";
        }

        if (!(Ramp > 0) || double.IsInfinity(Ramp))
        {
            yield return $"the ramp of the averaged generator is {Ramp}; it must be above 0 (0.1 is usual).";
        }

        foreach (string problem in HalfLifeSchedule.Validate("the averaged generator's half-life"))
        {
            yield return problem;
        }

        if (StatisticsImages is < 0 or 1)
        {
            yield return $"the averaged generator's statistics are measured on {StatisticsImages} pictures; give at least 2, or 0 to take those of the trained one.";
        }
    }

    /// <summary>The share of the average that stays when a batch has been trained on.</summary>
    internal double Decay(StepPosition position, int batch) =>
        Math.Pow(0.5, batch / Math.Min(HalfLife * HalfLifeSchedule.At(position), Ramp * (position.Images + batch)));
}
