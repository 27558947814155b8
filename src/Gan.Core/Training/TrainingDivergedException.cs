namespace Gan.Core;

/// <summary>
/// Training produced a loss or weight that is not a finite number. The networks were returned to the last state in which all was finite,
/// and observers have saved it.
/// </summary>
public sealed class TrainingDivergedException : GanException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was not finite, where, and what to change.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }
}
