namespace Gan.Core;

/// <summary>
/// A picture being painted, back to front. The centre is (0, 0), y points down, and the shorter side reaches from −1 to 1. Edges are
/// smooth: a pixel is covered in proportion to the points inside the shape among 4 × 4.
/// </summary>
internal sealed class Canvas
{
    private const int Grid = 4;

    private readonly int _height;
    private readonly int _width;
    private readonly float _unit;
    private readonly Rgb[] _pixels;
    private Pose _pose;

    public Canvas(int height, int width)
    {
        _height = height;
        _width = width;
        _unit = Math.Min(height, width) / 2f;
        _pixels = new Rgb[height * width];
        MoveTo(new Pose(0f, 0f, 1f, default));
    }

    /// <summary>Sets where what is painted next sits.</summary>
    public void MoveTo(Pose pose) =>
        _pose = new Pose(_width / 2f + pose.X * _unit, _height / 2f + pose.Y * _unit, pose.Scale * _unit, pose.Turn);

    /// <summary>Paints everything above a height in one gradient and everything below it in another.</summary>
    public void FillBackground(float horizon, (Rgb Top, Rgb Bottom) sky, (Rgb Top, Rgb Bottom) ground)
    {
        float edge = _height / 2f + horizon * _unit;
        for (int row = 0; row < _height; row++)
        {
            float middle = row + 0.5f;
            Rgb above = sky.Top.Mix(sky.Bottom, Math.Clamp(middle / edge, 0f, 1f));
            Rgb below = ground.Top.Mix(ground.Bottom, Math.Clamp((middle - edge) / (_height - edge), 0f, 1f));
            _pixels.AsSpan(row * _width, _width).Fill(above.Mix(below, Math.Clamp(middle - edge + 0.5f, 0f, 1f)));
        }
    }

    /// <summary>Paints a shape in one colour.</summary>
    public void Paint<TShape>(TShape shape, Rgb colour)
        where TShape : struct, IShape<TShape> => Paint(shape, colour, colour);

    /// <summary>Paints a shape in a gradient from its top to its bottom.</summary>
    public void Paint<TShape>(TShape shape, Rgb top, Rgb bottom)
        where TShape : struct, IShape<TShape>
    {
        TShape placed = shape.At(_pose);
        (float left, float upper, float right, float lower) = placed.Bounds;
        int firstColumn = Math.Max(0, (int)left);
        int lastColumn = Math.Min(_width - 1, (int)right);
        int lastRow = Math.Min(_height - 1, (int)lower);
        for (int row = Math.Max(0, (int)upper); row <= lastRow; row++)
        {
            Rgb colour = top.Mix(bottom, Math.Clamp((row + 0.5f - upper) / (lower - upper), 0f, 1f));
            Span<Rgb> pixels = _pixels.AsSpan(row * _width, _width);
            for (int column = firstColumn; column <= lastColumn; column++)
            {
                pixels[column] = pixels[column].Mix(colour, Coverage(in placed, row, column));
            }
        }
    }

    /// <summary>Writes the picture as bytes.</summary>
    /// <param name="channels">3 for RGB, 1 for its brightness.</param>
    /// <param name="destination">Channel by channel, row by row (CHW).</param>
    public void CopyTo(int channels, Span<byte> destination)
    {
        int plane = _pixels.Length;
        for (int i = 0; i < plane; i++)
        {
            (float r, float g, float b) = _pixels[i];
            if (channels == 1)
            {
                destination[i] = ToByte(0.299f * r + 0.587f * g + 0.114f * b);
            }
            else
            {
                destination[i] = ToByte(r);
                destination[plane + i] = ToByte(g);
                destination[2 * plane + i] = ToByte(b);
            }
        }
    }

    private static float Coverage<TShape>(in TShape shape, int row, int column)
        where TShape : struct, IShape<TShape>
    {
        // A convex shape that holds the four corners of a pixel holds all of it.
        if (shape.Contains(column, row) && shape.Contains(column + 1, row)
            && shape.Contains(column, row + 1) && shape.Contains(column + 1, row + 1))
        {
            return 1f;
        }

        int covered = 0;
        for (int y = 0; y < Grid; y++)
        {
            for (int x = 0; x < Grid; x++)
            {
                covered += shape.Contains(column + (x + 0.5f) / Grid, row + (y + 0.5f) / Grid) ? 1 : 0;
            }
        }

        return covered / (float)(Grid * Grid);
    }

    private static byte ToByte(float value) => (byte)(Math.Clamp(value, 0f, 1f) * 255f + 0.5f);
}
