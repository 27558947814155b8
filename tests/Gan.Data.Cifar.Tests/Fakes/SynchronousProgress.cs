namespace Gan.Data.Cifar.Tests.Fakes;

/// <summary>Keeps every report and passes it on at once, on the reporting thread.</summary>
internal sealed class SynchronousProgress(Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
{
    public List<DownloadProgress> Reports { get; } = [];

    public void Report(DownloadProgress value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}
