namespace Gan.Data.Cifar;

/// <summary>How far a download is.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Mirror">Where the bytes come from; null before the first connection.</param>
/// <param name="BytesReceived">Bytes on disk, those of an earlier interrupted download included.</param>
/// <param name="TotalBytes">Bytes of the whole file.</param>
/// <param name="BytesPerSecond">The rate of the last few seconds; 0 while unknown.</param>
public sealed record DownloadProgress(DownloadStage Stage, Uri? Mirror, long BytesReceived, long TotalBytes, double BytesPerSecond)
{
    /// <summary>The part that is done, from 0 to 1.</summary>
    public double Fraction => TotalBytes > 0 ? (double)BytesReceived / TotalBytes : 0;

    /// <summary>The time still needed at the present rate; null while the rate is unknown or too small to tell.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            double seconds = (TotalBytes - BytesReceived) / BytesPerSecond;
            return BytesPerSecond > 0 && seconds < TimeSpan.FromDays(1000).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }
}
