namespace Gan.Core;

/// <summary>A data set is missing, damaged or of the wrong kind. The message names the file, the place in it and the remedy.</summary>
public sealed class GanDataException : GanException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What the system reported, if anything.</param>
    public GanDataException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
