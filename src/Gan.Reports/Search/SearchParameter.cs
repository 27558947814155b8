namespace Gan.Reports;

/// <summary>
/// Something that a search tries in several ways: its name, the values that it may have, and what a value does to a builder.
/// <see cref="SearchParameters"/> has the usual ones.
/// </summary>
/// <example>
/// <code>
/// new SearchParameter(
///     "generator-rate",
///     SearchRange.Log(5e-5, 1e-3),
///     (builder, value) => builder.WithOptions(o => o with { GeneratorOptimizer = o.GeneratorOptimizer with { LearningRate = value } }))
/// </code>
/// </example>
public sealed class SearchParameter
{
    private readonly SearchRange? _range;
    private readonly IReadOnlyDictionary<string, Func<GanBuilder, GanBuilder>> _choices =
        new Dictionary<string, Func<GanBuilder, GanBuilder>>();

    private readonly Func<GanBuilder, double, GanBuilder>? _apply;

    /// <summary>A parameter that is a number.</summary>
    /// <param name="name">Its name: letters, digits and hyphens.</param>
    /// <param name="range">The numbers.</param>
    /// <param name="apply">Gives a builder the number, and returns it.</param>
    public SearchParameter(string name, SearchRange range, Func<GanBuilder, double, GanBuilder> apply)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(apply);
        (Name, _range, _apply) = (name, range, apply);
    }

    /// <summary>A parameter that is one of several ways, which have names and are all tried.</summary>
    /// <param name="name">Its name: letters, digits and hyphens.</param>
    /// <param name="choices">For each name, what it does to a builder; at least one, tried in the dictionary's order.</param>
    public SearchParameter(string name, IReadOnlyDictionary<string, Func<GanBuilder, GanBuilder>> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        (Name, _choices) = (name, choices);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether all its values are tried, rather than some that are drawn.</summary>
    public bool IsGrid => _range is null or { IsList: true };

    /// <summary>Whether it gives another builder, so that what the other parameters do must come after it.</summary>
    internal bool GivesBuilder { get; init; }

    /// <summary>The values of a grid, in the order in which they are tried.</summary>
    internal IEnumerable<SearchValue> Values => _range?.Values.Select(SearchValue.Of) ?? _choices.Keys.Select(SearchValue.Of);

    /// <summary>The name and the values, as the console reads them: <c>batch-size=16,32,64</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => $"{Name}={_range?.ToString() ?? string.Join(',', _choices.Keys)}";

    /// <summary>Draws a value: a function of seed, name and draw alone, so that other parameters do not change it.</summary>
    internal SearchValue Draw(long seed, int draw) =>
        SearchValue.Of(_range!.Draw(new SeededRandom(RandomSeeds.Derive(seed, $"search {Name}", draw))));

    /// <summary>Gives a builder a value.</summary>
    internal GanBuilder Apply(GanBuilder builder, SearchValue value) =>
        value.Number is { } number && _apply is not null ? _apply(builder, number) : _choices[value.Text](builder);

    internal IEnumerable<string> Validate()
    {
        if (string.IsNullOrEmpty(Name) || !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            yield return $"'{Name}' cannot name a parameter: use letters, digits and hyphens.";
        }

        foreach (string problem in _range?.Validate() ?? (_choices.Count == 0 ? ["has no values; give at least one."] : []))
        {
            yield return $"'{Name}' {problem}";
        }
    }
}
