using System.Text.Json.Nodes;

namespace Gan.Reports;

/// <summary>What a parameter of a search is in a trial: a number, or a name of a list.</summary>
public sealed record SearchValue
{
    private SearchValue(string text, double? number) => (Text, Number) = (text, number);

    /// <summary>The value as people read it, the same in every culture: <c>0.0003</c>, <c>lr0003</c>.</summary>
    public string Text { get; }

    /// <summary>The number; null for a name.</summary>
    public double? Number { get; }

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The value.</returns>
    public static SearchValue Of(double number) => new(SearchRange.Text(number), number);

    /// <summary>A name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value.</returns>
    public static SearchValue Of(string name) => new(name, number: null);

    /// <summary>The value as people read it.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    internal JsonNode ToJson() => Number is { } number ? JsonValue.Create(number) : JsonValue.Create(Text);
}
