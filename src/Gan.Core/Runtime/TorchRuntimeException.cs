namespace Gan.Core;

/// <summary>
/// libtorch, the native library behind TorchSharp, cannot be used: the message states the true cause and the command that mends it.
/// </summary>
public sealed class TorchRuntimeException : GanException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The cause and the remedy.</param>
    /// <param name="innerException">What the system reported, if anything.</param>
    public TorchRuntimeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
