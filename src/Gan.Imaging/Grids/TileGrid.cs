using Gan.Core;

namespace Gan.Imaging;

/// <summary>A canvas of equal tiles with padding between and around them.</summary>
internal sealed class TileGrid
{
    private readonly int _columns;
    private readonly ImageShape _shape;
    private readonly int _scale;
    private readonly int _padding;
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _pixels;

    /// <summary>Creates an empty canvas.</summary>
    /// <param name="columns">Tiles in a row.</param>
    /// <param name="rows">Rows of tiles.</param>
    /// <param name="shape">The shape of a picture.</param>
    /// <param name="scale">The side of the square that one of its pixels becomes.</param>
    /// <param name="padding">Pixels between tiles and around them.</param>
    /// <param name="background">What fills the canvas, 0 to 255.</param>
    /// <exception cref="ArgumentException">The canvas would be too large for memory.</exception>
    public TileGrid(int columns, int rows, ImageShape shape, int scale, int padding, byte background)
    {
        long width = padding + (columns * ((long)shape.Width * scale + padding));
        long height = padding + (rows * ((long)shape.Height * scale + padding));
        if (width > int.MaxValue || height > int.MaxValue || width * height > Array.MaxLength / 4)
        {
            throw new ArgumentException(
                $"{columns}×{rows} pictures of {shape} at scale {scale} make a grid of {width}×{height} pixels, too large. Use fewer pictures or a smaller scale.");
        }

        _columns = columns;
        _shape = shape;
        _scale = scale;
        _padding = padding;
        _width = (int)width;
        _height = (int)height;
        _pixels = new byte[3 * _width * _height];
        Array.Fill(_pixels, background);
    }

    /// <summary>Draws one picture.</summary>
    /// <param name="index">Its place, left to right, then top to bottom.</param>
    /// <param name="pixels">Its bytes, CHW; one channel is drawn grey.</param>
    public void Draw(int index, ReadOnlySpan<byte> pixels)
    {
        int left = _padding + (index % _columns * ((_shape.Width * _scale) + _padding));
        int top = _padding + (index / _columns * ((_shape.Height * _scale) + _padding));
        for (int channel = 0; channel < 3; channel++)
        {
            int sourceChannel = _shape.Channels == 1 ? 0 : channel;
            for (int y = 0; y < _shape.Height * _scale; y++)
            {
                ReadOnlySpan<byte> source = pixels.Slice(((sourceChannel * _shape.Height) + (y / _scale)) * _shape.Width, _shape.Width);
                Span<byte> target = _pixels.AsSpan((((channel * _height) + top + y) * _width) + left, _shape.Width * _scale);
                for (int x = 0; x < target.Length; x++)
                {
                    target[x] = source[x / _scale];
                }
            }
        }
    }

    /// <summary>Hands the canvas out; nothing is drawn on it afterwards.</summary>
    /// <returns>The canvas.</returns>
    public RgbImage ToImage() => new(_width, _height, _pixels);
}
