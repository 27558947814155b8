namespace Gan.Detection;

/// <summary>A share of pictures, with what the sample says of the true share.</summary>
public readonly record struct Proportion
{
    // The normal distribution holds 95 % within this many standard deviations.
    private const double Deviations = 1.959963984540054;

    /// <summary>Creates a share.</summary>
    /// <param name="successes">How many pictures it holds for, 0 to <paramref name="count"/>.</param>
    /// <param name="count">Of how many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Proportion(int successes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, count);
        Successes = successes;
        Count = count;
    }

    /// <summary>How many pictures it holds for.</summary>
    public int Successes { get; }

    /// <summary>Of how many.</summary>
    public int Count { get; }

    /// <summary>The share, from 0 to 1.</summary>
    public double Value => (double)Successes / Count;

    /// <summary>
    /// The score interval of Wilson (1927), at 95 % confidence: within [0, 1], and honest for small samples and shares near 0 and 1.
    /// </summary>
    public ConfidenceInterval Interval
    {
        get
        {
            double z2 = Deviations * Deviations, n = Count, p = Value;
            double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
            double half = Deviations / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));

            // Rounding must not exclude the ends that the formula reaches exactly.
            return new(Successes == 0 ? 0 : Math.Max(0, middle - half), Successes == Count ? 1 : Math.Min(1, middle + half));
        }
    }
}
