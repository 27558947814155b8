namespace Gan.Core;

/// <summary>A run cannot start as it is set up. The message lists every problem and its remedy at once.</summary>
public sealed class GanConfigurationException : GanException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="subject">What was being set up, such as <c>The training run</c>.</param>
    /// <param name="problems">Every problem, each a sentence that says what to change; at least one.</param>
    public GanConfigurationException(string subject, IReadOnlyList<string> problems)
        : base(problems.Count == 1
            ? $"{subject}: {problems[0]}"
            : $"{subject} has {problems.Count} problems:{string.Concat(problems.Select(problem => $"{Environment.NewLine}  - {problem}"))}") =>
        Problems = [.. problems];

    /// <summary>Every problem, each a sentence that says what to change.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Throws when there is a problem.</summary>
    /// <param name="subject">What was being set up, such as <c>The training run</c>.</param>
    /// <param name="problems">Every problem, each a sentence that says what to change; none throws nothing.</param>
    /// <exception cref="GanConfigurationException">There is a problem; all are listed.</exception>
    public static void ThrowIfAny(string subject, IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        if (all.Length > 0)
        {
            throw new GanConfigurationException(subject, all);
        }
    }
}
