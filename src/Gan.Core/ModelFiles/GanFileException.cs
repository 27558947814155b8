namespace Gan.Core;

/// <summary>
/// A model file or checkpoint is missing, damaged, of the wrong kind, or cannot be written. The message names the file, the place in it
/// and the remedy.
/// </summary>
public sealed class GanFileException : GanException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What the system reported, if anything.</param>
    public GanFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The text for a file whose bytes cannot be what was written.</summary>
    internal static GanFileException Damaged(string file, string fault, Exception? innerException = null) =>
        new($"'{file}' is damaged, unfinished or not a safetensors file: {fault}. Use another copy, or write it again.", innerException);
}
