namespace Gan.Core;

/// <summary>A triangle through three points, in either order.</summary>
internal readonly record struct Triangle((float X, float Y) A, (float X, float Y) B, (float X, float Y) C) : IShape<Triangle>
{
    public (float Left, float Top, float Right, float Bottom) Bounds =>
        (Math.Min(A.X, Math.Min(B.X, C.X)), Math.Min(A.Y, Math.Min(B.Y, C.Y)),
         Math.Max(A.X, Math.Max(B.X, C.X)), Math.Max(A.Y, Math.Max(B.Y, C.Y)));

    public Triangle At(Pose pose) => new(pose.Apply(A), pose.Apply(B), pose.Apply(C));

    public bool Contains(float x, float y)
    {
        bool ab = IsLeft(A, B, x, y);
        return ab == IsLeft(B, C, x, y) && ab == IsLeft(C, A, x, y);
    }

    private static bool IsLeft((float X, float Y) from, (float X, float Y) to, float x, float y) =>
        (to.X - from.X) * (y - from.Y) >= (to.Y - from.Y) * (x - from.X);
}
