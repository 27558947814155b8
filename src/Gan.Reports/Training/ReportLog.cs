using Microsoft.Extensions.Logging;

namespace Gan.Reports;

/// <summary>What reports write to the logger; the event ids are stable.</summary>
internal static partial class ReportLog
{
    [LoggerMessage(301, LogLevel.Warning, "The report is as it was before, and training goes on: {Problem}")]
    public static partial void NotWritten(ILogger logger, string problem);
}
