using System.Globalization;

namespace Gan.Reports;

/// <summary>
/// The numbers that a parameter of a search may have: a list, all of which are tried, or an interval, from which they are drawn.
/// </summary>
/// <example>
/// <code>
/// SearchRange.List(16, 32, 64)
/// SearchRange.Log(5e-5, 1e-3)
/// SearchRange.Uniform(8, 64) with { IsWhole = true }
/// </code>
/// </example>
public sealed record SearchRange
{
    private const int Digits = 4;
    private const double UnitStep = 1.0 / (1L << 53);

    private SearchRange()
    {
    }

    /// <summary>The numbers of a list, in the order in which they are tried; empty for an interval.</summary>
    public IReadOnlyList<double> Values { get; private init; } = [];

    /// <summary>Whether it is a list.</summary>
    public bool IsList { get; private init; }

    /// <summary>Whether logarithms are drawn uniformly, not the numbers themselves.</summary>
    public bool IsLog { get; private init; }

    /// <summary>The least number of an interval.</summary>
    public double Low { get; private init; }

    /// <summary>The greatest number of an interval.</summary>
    public double High { get; private init; }

    /// <summary>Whether numbers are whole. Others are drawn with four significant digits: what is shown is what is trained with.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsWhole { get; init; }

    /// <summary>All numbers of a list.</summary>
    /// <param name="values">The numbers, at least one, none twice.</param>
    /// <returns>The list.</returns>
    public static SearchRange List(params IReadOnlyList<double> values) => new() { IsList = true, Values = values };

    /// <summary>Any number of an interval, each as likely as another.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest, above <paramref name="low"/>.</param>
    /// <returns>The interval.</returns>
    public static SearchRange Uniform(double low, double high) => new() { Low = low, High = high };

    /// <summary>Any number of an interval, each order of magnitude as likely as another: for rates and half-lives.</summary>
    /// <param name="low">The least, above 0.</param>
    /// <param name="high">The greatest, above <paramref name="low"/>.</param>
    /// <returns>The interval.</returns>
    public static SearchRange Log(double low, double high) => new() { IsLog = true, Low = low, High = high };

    /// <summary>Writes the range as the console reads it: <c>16,32,64</c>, <c>5e-05..0.001 log</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => IsList
        ? string.Join(',', Values.Select(Text))
        : $"{Text(Low)}..{Text(High)}{(IsLog ? " log" : "")}{(IsWhole ? " whole" : "")}";

    internal static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>Lists what is wrong, each as the end of a sentence that the parameter's name begins.</summary>
    internal IEnumerable<string> Validate()
    {
        if (IsList && (Values.Count == 0 || Values.Distinct().Count() < Values.Count || !Values.All(double.IsFinite)))
        {
            yield return $"has the values '{this}'; give at least one number, and none twice.";
        }

        if (!IsList && !(Low < High && double.IsFinite(High - Low)))
        {
            yield return $"has the range '{this}'; its first number must be below its second.";
        }

        if (IsLog && !(Low > 0))
        {
            yield return $"has the range '{this}'; logarithms need numbers above 0.";
        }

        if (IsWhole && (IsList ? Values : [Low, High]).Any(number => number != Math.Round(number)))
        {
            yield return $"has '{this}'; its numbers must be whole.";
        }
    }

    /// <summary>Draws a number of an interval.</summary>
    internal double Draw(SeededRandom random)
    {
        // Half a number more at both ends: a whole number at an end is as likely as its neighbours.
        (double low, double high) = IsWhole ? (Low - 0.5, High + 0.5) : (Low, High);
        double share = (random.NextUInt64() >> 11) * UnitStep;
        double drawn = IsLog ? Math.Exp(Math.Log(low) + (share * Math.Log(high / low))) : low + (share * (high - low));
        double rounded = IsWhole
            ? Math.Round(drawn)
            : double.Parse(drawn.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(rounded, Low, High);
    }
}
