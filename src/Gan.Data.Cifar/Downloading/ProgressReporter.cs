namespace Gan.Data.Cifar.Downloading;

/// <summary>Tells a listener about the download, a few times a second at most.</summary>
internal sealed class ProgressReporter(IProgress<DownloadProgress>? listener, long total, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private TransferRate _rate = new(time);
    private long? _last;

    public void Waiting() => listener?.Report(new DownloadProgress(DownloadStage.WaitingForOtherProcess, null, 0, total, 0));

    public void Verifying(Uri? mirror) => listener?.Report(new DownloadProgress(DownloadStage.Verifying, mirror, total, total, 0));

    /// <summary>A transfer begins: what came before does not count towards its rate.</summary>
    public void Start(Uri mirror, long received)
    {
        _rate = new TransferRate(time);
        _last = null;
        Received(mirror, received);
    }

    public void Received(Uri mirror, long received)
    {
        if (listener is null || (_last is long last && received < total && time.GetElapsedTime(last) < Interval))
        {
            return;
        }

        _last = time.GetTimestamp();
        listener.Report(new DownloadProgress(DownloadStage.Downloading, mirror, received, total, _rate.Sample(received)));
    }
}
