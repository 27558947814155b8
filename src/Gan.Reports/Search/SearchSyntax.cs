using System.Globalization;

namespace Gan.Reports;

/// <summary>Reads <see cref="SearchParameters"/> from text, as consoles need; numbers are the same in every culture.</summary>
public static class SearchSyntax
{
    /// <summary>Reads a parameter all of whose values are tried: <c>batch-size=16,32,64</c>, <c>preset=lr0002,lr0003</c>.</summary>
    /// <param name="text">The name, an equals sign, and values with commas between.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="FormatException">The text is not one; the message says what is wrong, in one line.</exception>
    public static SearchParameter Grid(string text)
    {
        (string name, string values) = Split(text, "batch-size=16,32,64");
        string[] parts = values.Split(',', StringSplitOptions.TrimEntries);
        try
        {
            return name switch
            {
                SearchParameters.PresetName => SearchParameters.Preset(parts),
                SearchParameters.FlipName when parts.Order(StringComparer.Ordinal).SequenceEqual(["off", "on"]) =>
                    SearchParameters.HorizontalFlip(),
                SearchParameters.FlipName => throw new FormatException($"'{text}' is no list: {name} is tried as off,on."),
                _ => Checked(Number(name, SearchRange.List([.. parts.Select(part => Number(part, text))]))),
            };
        }
        catch (ArgumentException unknown)
        {
            throw new FormatException(unknown.Message);
        }
    }

    /// <summary>
    /// Reads a parameter whose values are drawn: <c>generator-rate=5e-5..1e-3 log</c>, <c>batch-size=16..64</c>. After the range,
    /// <c>log</c> draws by orders of magnitude, and <c>whole</c> whole numbers.
    /// </summary>
    /// <param name="text">The name, an equals sign, the least and the greatest number with two points between, and how it is drawn.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="FormatException">The text is not one; the message says what is wrong, in one line.</exception>
    public static SearchParameter Random(string text)
    {
        const string Example = "generator-rate=5e-5..1e-3 log";
        (string name, string rest) = Split(text, Example);
        if (name is SearchParameters.PresetName or SearchParameters.FlipName)
        {
            throw new FormatException($"'{text}' is no range: {name} has names, all of which are tried as a grid.");
        }

        string[] words = rest.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] ends = words.Length == 0 ? [] : words[0].Split("..");
        if (ends.Length != 2 || words.Skip(1).Any(word => word is not ("log" or "whole")))
        {
            throw new FormatException($"'{text}' is no range: write it as in '{Example}'.");
        }

        (double low, double high) = (Number(ends[0], text), Number(ends[1], text));
        SearchRange range = words.Contains("log") ? SearchRange.Log(low, high) : SearchRange.Uniform(low, high);
        return Checked(Number(name, range with { IsWhole = words.Contains("whole") }));
    }

    private static (string Name, string Values) Split(string text, string example)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts is not [{ Length: > 0 } name, { Length: > 0 } rest])
        {
            throw new FormatException($"'{text}' is no parameter: write it as in '{example}'.");
        }

        return SearchParameters.Names.Contains(name)
            ? (name, rest)
            : throw new FormatException($"'{name}' is unknown. Choose one of {string.Join(", ", SearchParameters.Names)}.");
    }

    private static SearchParameter Number(string name, SearchRange range) => SearchParameters.Numbers[name](range);

    private static double Number(string text, string whole) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"'{text}' in '{whole}' is no number; write 0.0003 or 3e-4.");

    private static SearchParameter Checked(SearchParameter parameter) =>
        parameter.Validate().FirstOrDefault() is { } problem ? throw new FormatException(problem) : parameter;
}
