namespace Gan.Reports;

/// <summary>Passes progress on at once, on the same thread, as something else.</summary>
internal sealed class RelayedProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
