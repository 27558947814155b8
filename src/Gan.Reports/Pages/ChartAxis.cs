using System.Globalization;

namespace Gan.Reports;

/// <summary>The lower axis of a chart.</summary>
/// <param name="Place">Where a value lies, from 0 at the left to 1 at the right.</param>
/// <param name="Ticks">The values that are written below.</param>
/// <param name="Describe">A value in words, for a point.</param>
internal sealed record ChartAxis(
    Func<double, double> Place, IReadOnlyList<(double Value, string Label)> Ticks, Func<double, string> Describe)
{
    private const double Margin = 0.05;
    private const int MostTicks = 6;

    /// <summary>Epochs from 0.</summary>
    public static ChartAxis Epochs(double greatest)
    {
        int last = Math.Max(1, (int)Math.Ceiling(greatest - 1e-6)), step = (int)Math.Max(1, RoundStep(last));
        return new(
            epoch => epoch / last,
            [.. Enumerable.Range(0, (last / step) + 1).Select(i => ((double)(i * step), Invariant($"{i * step}")))],
            epoch => Invariant($"epoch {epoch:0.##}"));
    }

    /// <summary>Numbers of something, from 0: <c>20k images</c>.</summary>
    public static ChartAxis Counts(double greatest, string what)
    {
        double last = Math.Max(1, greatest), step = Math.Max(1, RoundStep(last));
        return new(
            count => count / last,
            [.. Enumerable.Range(0, (int)(last / step) + 1).Select(i => (i * step, Short(i * step)))],
            count => Invariant($"{count:0} {what}"));
    }

    /// <summary>Numbers between two.</summary>
    public static ChartAxis Numbers(double low, double high, string what)
    {
        double width = high > low ? high - low : 1, step = RoundStep(width);
        int first = (int)Math.Ceiling((low / step) - 1e-9);
        return new(
            value => Within((value - low) / width),
            [.. Enumerable.Range(first, MostTicks + 1).Select(i => i * step).Where(tick => tick <= low + (width * (1 + 1e-9)))
                .Select(tick => (tick, Number(tick)))],
            value => $"{what} {Exact(value)}");
    }

    /// <summary>Orders of magnitude between two numbers above 0.</summary>
    public static ChartAxis Logarithms(double low, double high, string what)
    {
        double width = high > low ? Math.Log(high / low) : 1;
        double[] ticks = [.. RoundNumbers(low, high, [1, 2, 5])];
        ticks = ticks.Length <= MostTicks ? ticks : [.. RoundNumbers(low, high, [1])];
        return new(
            value => Within(Math.Log(value / low) / width),
            [.. (ticks.Length < 2 ? [low, high] : ticks).Select(tick => (tick, Number(tick)))],
            value => $"{what} {Exact(value)}");
    }

    /// <summary>Names side by side; their values are 0, 1, …</summary>
    public static ChartAxis Names(IReadOnlyList<string> names, string what) => new(
        index => (index + 0.5) / names.Count,
        [.. names.Select((name, i) => ((double)i, name))],
        index => $"{what} {names[(int)index]}");

    /// <summary>1, 2 or 5 times a power of ten, so that at most five steps fit.</summary>
    private static double RoundStep(double width)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(width / 5)));
        double least = width / 5 * (1 - 1e-9);
        return power * (power >= least ? 1 : power * 2 >= least ? 2 : power * 5 >= least ? 5 : 10);
    }

    private static IEnumerable<double> RoundNumbers(double low, double high, int[] digits) =>
        Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high / low)) + 2)
            .SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power)))
            .Where(number => number >= low * (1 - 1e-9) && number <= high * (1 + 1e-9));

    private static double Within(double share) => Margin + ((1 - (2 * Margin)) * share);

    private static string Short(double count) => count switch
    {
        >= 1e6 => Invariant($"{count / 1e6:0.##}M"),
        >= 1e3 => Invariant($"{count / 1e3:0.##}k"),
        _ => Invariant($"{count:0}"),
    };

    private static string Number(double value) => Math.Abs(value) is > 0 and (< 0.001 or >= 100_000)
        ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
