namespace Gan.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Colour">Its colour: <see cref="SvgChart.Colour"/>.</param>
/// <param name="Name">What it is.</param>
/// <param name="Points">Its points, from left to right; those whose value is no finite number are left out.</param>
internal sealed record ChartLine(string Colour, string Name, IReadOnlyList<(double At, double Value)> Points)
{
    /// <summary>Whether it is dashed.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Whether each point is marked, and tells its value.</summary>
    public bool HasMarks { get; init; } = true;
}
