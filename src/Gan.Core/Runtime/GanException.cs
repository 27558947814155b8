namespace Gan.Core;

/// <summary>
/// What this library's packages throw when something outside the code is wrong: settings, files, data, the system, or the run itself.
/// </summary>
/// <remarks>Each message says what is wrong and what to do about it: it can be shown to a user as it is.</remarks>
public abstract class GanException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The cause and the remedy.</param>
    /// <param name="innerException">What was reported, if anything.</param>
    protected GanException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
