namespace Gan.Core;

/// <summary>An ellipse.</summary>
/// <param name="x">The centre, to the right.</param>
/// <param name="y">The centre, downwards.</param>
/// <param name="radiusX">Half the width before the turn.</param>
/// <param name="radiusY">Half the height before the turn.</param>
/// <param name="turn">The clockwise turn about the centre.</param>
internal readonly struct Ellipse(float x, float y, float radiusX, float radiusY, Angle turn = default) : IShape<Ellipse>
{
    // The rows of the matrix that maps the ellipse to the unit circle.
    private readonly float _ux = turn.Cosine / radiusX;
    private readonly float _uy = turn.Sine / radiusX;
    private readonly float _vx = -turn.Sine / radiusY;
    private readonly float _vy = turn.Cosine / radiusY;

    public (float Left, float Top, float Right, float Bottom) Bounds
    {
        get
        {
            float reachX = Length(turn.Cosine * radiusX, turn.Sine * radiusY);
            float reachY = Length(turn.Sine * radiusX, turn.Cosine * radiusY);
            return (x - reachX, y - reachY, x + reachX, y + reachY);
        }
    }

    public Ellipse At(Pose pose)
    {
        (float placedX, float placedY) = pose.Apply((x, y));
        return new Ellipse(placedX, placedY, radiusX * pose.Scale, radiusY * pose.Scale, turn.Plus(pose.Turn));
    }

    public bool Contains(float x1, float y1)
    {
        float dx = x1 - x;
        float dy = y1 - y;
        float u = _ux * dx + _uy * dy;
        float v = _vx * dx + _vy * dy;
        return u * u + v * v <= 1f;
    }

    private static float Length(float a, float b) => MathF.Sqrt(a * a + b * b);
}
