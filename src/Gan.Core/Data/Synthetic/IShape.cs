namespace Gan.Core;

/// <summary>A filled convex outline, y pointing down.</summary>
/// <typeparam name="TSelf">The shape itself.</typeparam>
internal interface IShape<TSelf>
    where TSelf : struct, IShape<TSelf>
{
    /// <summary>The smallest rectangle around the shape.</summary>
    (float Left, float Top, float Right, float Bottom) Bounds { get; }

    /// <summary>The same shape, moved, scaled and turned.</summary>
    TSelf At(Pose pose);

    /// <summary>Whether a point lies in the shape.</summary>
    bool Contains(float x, float y);
}
