namespace Gan.Core;

/// <summary>Where a drawing sits: its origin, the length of one of its units, and its turn.</summary>
internal readonly record struct Pose(float X, float Y, float Scale, Angle Turn)
{
    /// <summary>Where a point of the drawing comes to lie.</summary>
    public (float X, float Y) Apply((float X, float Y) point) => (
        X + Scale * (Turn.Cosine * point.X - Turn.Sine * point.Y),
        Y + Scale * (Turn.Sine * point.X + Turn.Cosine * point.Y));
}
