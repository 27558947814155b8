namespace Gan.Core;

/// <summary>
/// An angle, made from the tangent of its half: sine and cosine then need no library function, whose last bit differs between systems.
/// </summary>
internal readonly struct Angle
{
    // One minus the cosine, so that the default value is no turn at all.
    private readonly float _versine;

    public Angle(float halfTangent)
        : this(2f * halfTangent * halfTangent / (1f + halfTangent * halfTangent), 2f * halfTangent / (1f + halfTangent * halfTangent))
    {
    }

    private Angle(float versine, float sine)
    {
        _versine = versine;
        Sine = sine;
    }

    public float Cosine => 1f - _versine;

    public float Sine { get; }

    public Angle Reversed => new(_versine, -Sine);

    public Angle Plus(Angle other) => new(1f - (Cosine * other.Cosine - Sine * other.Sine), Sine * other.Cosine + Cosine * other.Sine);
}
