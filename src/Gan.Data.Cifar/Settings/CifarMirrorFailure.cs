namespace Gan.Data.Cifar;

/// <summary>Why one mirror did not give the archive.</summary>
/// <param name="Mirror">The address that was tried.</param>
/// <param name="Kind">How it failed.</param>
/// <param name="Reason">What happened, in words.</param>
public sealed record CifarMirrorFailure(Uri Mirror, CifarMirrorFailureKind Kind, string Reason);
