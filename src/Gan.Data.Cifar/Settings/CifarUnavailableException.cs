namespace Gan.Data.Cifar;

/// <summary>
/// CIFAR-10 is not on this machine and no mirror delivered it. Nothing is damaged: a caller may go on with other data and say so. Damaged
/// or wrong data is a <see cref="Gan.Core.GanDataException"/> instead.
/// </summary>
public sealed class CifarUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Each mirror with its reason, and how to place the archive by hand.</param>
    /// <param name="failures">Why each mirror failed, in the order in which they were tried.</param>
    public CifarUnavailableException(string message, IReadOnlyList<CifarMirrorFailure> failures)
        : base(message)
    {
        Failures = failures;
    }

    /// <summary>Why each mirror failed, in the order in which they were tried.</summary>
    public IReadOnlyList<CifarMirrorFailure> Failures { get; }

    /// <summary>
    /// True when not one host could be reached, as on a machine without a network; false when a host answered and did not deliver, so that
    /// trying again later may help.
    /// </summary>
    public bool HostsUnreachable => Failures.All(failure => failure.Kind == CifarMirrorFailureKind.Unreachable);
}
