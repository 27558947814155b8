using SkiaSharp;

namespace Gan.Imaging;

/// <summary>
/// Builds the path of a curve point by point. Of the points within one pixel column it keeps the first, the highest, the lowest and the
/// last: what is drawn stays the same, and a hundred thousand points are drawn as fast as a thousand.
/// </summary>
/// <param name="path">Receives the curve; not disposed.</param>
internal sealed class CurvePath(SKPath path)
{
    private readonly List<SKPoint> _column = [];
    private bool _started;

    /// <summary>Goes on to a point.</summary>
    /// <param name="x">Not left of the point before.</param>
    /// <param name="y">Pixels from the top.</param>
    public void Add(float x, float y)
    {
        if (_column.Count > 0 && (int)_column[0].X != (int)x)
        {
            FlushColumn();
        }

        _column.Add(new SKPoint(x, y));
    }

    /// <summary>Ends the curve; the next point starts anew. Call it at the end too.</summary>
    public void Break()
    {
        FlushColumn();
        _started = false;
    }

    private void FlushColumn()
    {
        if (_column.Count > 4)
        {
            (SKPoint highest, SKPoint lowest) = (_column.MinBy(point => point.Y), _column.MaxBy(point => point.Y));
            (SKPoint first, SKPoint last) = (_column[0], _column[^1]);
            _column.Clear();
            _column.AddRange([first, highest, lowest, last]);
        }

        foreach (SKPoint point in _column)
        {
            if (!_started)
            {
                path.MoveTo(point);
                // A lone point is a line to itself: its round caps make it a dot.
                path.LineTo(point.X + 0.01f, point.Y);
                _started = true;
            }
            else
            {
                path.LineTo(point);
            }
        }

        _column.Clear();
    }
}
