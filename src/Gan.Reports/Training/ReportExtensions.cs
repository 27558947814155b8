using Gan.Reports;

namespace Gan.Core;

/// <summary>A page about a run.</summary>
public static class ReportExtensions
{
    /// <summary>
    /// Keeps <c>report.html</c> in the folder given to <see cref="SaveExtensions.SaveTo"/>: one file that needs no other, with how far the
    /// run is, its newest pictures, losses and scores, what <c>WithEvaluation</c> measures beside real pictures, and what is amiss. It is
    /// written anew whenever something new was measured or pictured, and at the end, also when the run is cancelled. It changes no bit of
    /// what is trained.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="pictures">
    /// Pictures in the grid, at least 1: those of the same latent vectors as <c>WithPictures</c> shows. The default value is 64.
    /// </param>
    /// <returns>The builder.</returns>
    /// <example>
    /// <code>
    /// .SaveTo("runs/dogs").WithPictures(every: 10).WithReport()
    /// </code>
    /// </example>
    public static GanBuilder WithReport(this GanBuilder builder, int pictures = 64)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ObserveOnce(new ReportObserver(pictures));
    }
}
