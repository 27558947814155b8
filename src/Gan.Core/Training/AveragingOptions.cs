namespace Gan.Core;

/// <summary>
/// A second generator whose weights are the moving average of the trained one's (Karras et al. 2018): it draws steadier pictures, and is the
/// one that pictures, measurements and files are made of. Training itself does not change.
/// </summary>
public sealed record AveragingOptions
{
    /// <summary>Real pictures shown until what a weight was counts half, above 0: time is counted in pictures, so that it does not depend on the batch.</summary>
    /// <value>The default value is 20,000.</value>
    public double HalfLife { get; init; } = 20_000;

    /// <summary>
    /// The half-life is at most this share of the pictures shown so far, above 0: early on, when the weights change fast, the average follows
    /// them fast.
    /// </summary>
    /// <value>The default value is 0.1.</value>
    public double Ramp { get; init; } = 0.1;

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
    }

    /// <summary>The share of the average that stays when a batch has been trained on.</summary>
    internal double Decay(long images, int batch) => Math.Pow(0.5, batch / Math.Min(HalfLife, Ramp * images));
}
