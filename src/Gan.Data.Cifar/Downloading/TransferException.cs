namespace Gan.Data.Cifar.Downloading;

/// <summary>One attempt at one mirror failed; the downloader decides what follows.</summary>
internal sealed class TransferException(
    CifarMirrorFailureKind kind, string reason, bool canRetry, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(reason, innerException)
{
    public CifarMirrorFailureKind Kind => kind;

    /// <summary>Whether the same mirror may do better in a moment.</summary>
    public bool CanRetry => canRetry;

    /// <summary>The pause for which the host asked.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
