using Microsoft.Extensions.Logging;

namespace Gan.Evaluation;

/// <summary>What measuring writes to the logger; the event ids are stable.</summary>
internal static partial class EvaluationLog
{
    [LoggerMessage(201, LogLevel.Information, "Epoch {Epoch}: {Metric} {Value} by {Extractor}, held-out real pictures {Real}.")]
    public static partial void Measured(ILogger logger, int epoch, string metric, double value, string extractor, double real);

    [LoggerMessage(202, LogLevel.Warning, "{Verdict}")]
    public static partial void Found(ILogger logger, string verdict);

    [LoggerMessage(203, LogLevel.Warning, "Nothing was measured after epoch {Epoch}, and training goes on: {Problem}")]
    public static partial void NotMeasured(ILogger logger, int epoch, string problem);

    [LoggerMessage(204, LogLevel.Warning, "The measurement after epoch {Epoch} is not in the file yet; the next one writes both: {Problem}")]
    public static partial void NotWritten(ILogger logger, int epoch, string problem);

    [LoggerMessage(205, LogLevel.Warning, "'{Path}' holds no generator that was chosen by the same number: the best one is kept from here on.")]
    public static partial void BestAnew(ILogger logger, string path);

    [LoggerMessage(207, LogLevel.Warning, "What is measured during this run is less sure: {Warning}")]
    public static partial void LessSure(ILogger logger, string warning);

    [LoggerMessage(206, LogLevel.Warning, "Nothing more is written for TensorBoard to '{Folder}': {Problem}")]
    public static partial void NoTensorBoard(ILogger logger, string folder, string problem);
}
