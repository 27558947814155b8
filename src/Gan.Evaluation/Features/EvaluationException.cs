namespace Gan.Evaluation;

/// <summary>
/// Something cannot be measured: features of different extractors, too few samples, numbers that are not finite, or a feature network that
/// cannot be used. The message says what is wrong and what to do.
/// </summary>
public sealed class EvaluationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What the system reported, if anything.</param>
    public EvaluationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
