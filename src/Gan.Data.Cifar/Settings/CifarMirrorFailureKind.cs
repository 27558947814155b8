namespace Gan.Data.Cifar;

/// <summary>How a mirror failed.</summary>
public enum CifarMirrorFailureKind
{
    /// <summary>No connection: the name is unknown, the host does not answer, or a firewall or proxy is in the way.</summary>
    Unreachable,

    /// <summary>The host answered with an error, or the transfer broke or stalled too often.</summary>
    NotDelivered,

    /// <summary>The host sent something else than the official archive, such as a web page.</summary>
    WrongContent,
}
