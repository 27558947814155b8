using System.Globalization;

namespace Gan.Core;

/// <summary>Writes the names of <see cref="IObjectivePart"/>, the same in every culture.</summary>
public static class PartName
{
    /// <summary>Writes a name and its parameters: <c>r1(gamma=0.1, every=16)</c>.</summary>
    /// <param name="kind">What it is, such as <c>r1</c>.</param>
    /// <param name="parameters">The names and values of its parameters, in the order in which they are written.</param>
    /// <returns>The name; that of the kind alone when there are no parameters.</returns>
    public static string Of(string kind, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (parameters.IsEmpty)
        {
            return kind;
        }

        List<string> written = [];
        foreach ((string name, object value) in parameters)
        {
            written.Add($"{name}={Convert.ToString(value, CultureInfo.InvariantCulture)}");
        }

        return $"{kind}({string.Join(", ", written)})";
    }
}
