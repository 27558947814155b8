using Microsoft.Extensions.Logging;

namespace DogGan.Output;

/// <summary>Shows what must not pass unseen, such as a damaged checkpoint that was skipped: warnings, on standard error.</summary>
internal sealed class ConsoleWarnings : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine($"warning: {formatter(state, exception).ReplaceLineEndings(" ")}");
        }
    }
}
