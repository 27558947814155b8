namespace Gan.Data.Cifar.Downloading;

/// <summary>The rate of the last few seconds, from a short queue of samples.</summary>
internal sealed class TransferRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private readonly Queue<(long Timestamp, long Bytes)> _samples = new();

    /// <summary>Takes the number of bytes that are there now.</summary>
    /// <returns>Bytes a second; 0 while there is nothing to compare with.</returns>
    public double Sample(long bytes)
    {
        long now = time.GetTimestamp();
        while (_samples.Count > 1 && time.GetElapsedTime(_samples.Peek().Timestamp, now) > Window)
        {
            _samples.Dequeue();
        }

        _samples.Enqueue((now, bytes));
        (long then, long before) = _samples.Peek();
        double seconds = time.GetElapsedTime(then, now).TotalSeconds;
        return seconds > 0 && bytes > before ? (bytes - before) / seconds : 0;
    }
}
