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

    /// <summary>The error for a file that the system does not let be read: it says why, and what to do.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reported">What the system reported, such as an <see cref="IOException"/>.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static GanFileException Unreadable(string file, Exception reported) => ModelFiles.FileFailure.OnReading(file, reported);

    /// <summary>The error for a file of tensors whose bytes cannot be what was written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fault">What is wrong with it, as a part of a sentence.</param>
    /// <param name="innerException">What was reported, if anything.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static GanFileException Damaged(string file, string fault, Exception? innerException = null) =>
        new($"'{file}' is damaged, unfinished or not a safetensors file: {fault}. Use another copy, or write it again.", innerException);
}
