namespace Gan.Detection;

/// <summary>A generator that a detector was trained against.</summary>
/// <param name="Name">What it was called.</param>
/// <param name="Fingerprint">The SHA-256 of its weights.</param>
public sealed record FakeSourceDescription(string Name, string Fingerprint);
