using Gan.Core;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>Lays a batch of pictures out as one.</summary>
/// <remarks>
/// A generator's output goes in as it is: floating point means [−1, 1], and <see cref="PixelScaling"/> brings it to bytes here, so there is
/// nothing to rescale. The tensor is only read; it may be on any device.
/// </remarks>
public static class ImageGrid
{
    // Tiles of about this side are easy to look at; a grid beyond the other side no longer fits a screen, so its tiles stay as they are.
    private const int PleasantTileSide = 96;
    private const int PleasantGridSide = 4096;
    private const byte Background = 255;

    /// <summary>Writes a batch as one picture, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">The file, replaced if it exists: <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.</param>
    /// <param name="images">[N, C, H, W], C 1 or 3: floating point in [−1, 1] (what is outside is clamped) or uint8.</param>
    /// <param name="columns">Tiles in a row; 0 makes the grid as square as possible.</param>
    /// <param name="scale">Whole-number magnification, each pixel becoming a square; 0 brings small pictures to a side of about 96.</param>
    /// <param name="padding">White pixels between tiles and around them, not magnified.</param>
    /// <exception cref="ArgumentException">
    /// The tensor is not such a batch, a number is negative, or the extension is another one.
    /// </exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Save(string path, torch.Tensor images, int columns = 0, int scale = 0, int padding = 2)
    {
        ImageFile.FormatOf(path);
        ImageFile.Write(path, Render(images, columns, scale, padding));
    }

    /// <summary>Lays a batch out as one PNG in memory.</summary>
    /// <param name="images">[N, C, H, W], C 1 or 3: floating point in [−1, 1] (what is outside is clamped) or uint8.</param>
    /// <param name="columns">Tiles in a row; 0 makes the grid as square as possible.</param>
    /// <param name="scale">Whole-number magnification, each pixel becoming a square; 0 brings small pictures to a side of about 96.</param>
    /// <param name="padding">White pixels between tiles and around them, not magnified.</param>
    /// <returns>What a PNG file holds; the same pictures give the same bytes.</returns>
    /// <exception cref="ArgumentException">The tensor is not such a batch, or a number is negative.</exception>
    public static byte[] EncodePng(torch.Tensor images, int columns = 0, int scale = 0, int padding = 2) =>
        ImageFile.Encode(Render(images, columns, scale, padding));

    /// <summary>Lays a batch out as one picture in memory.</summary>
    /// <param name="images">[N, C, H, W], C 1 or 3: floating point in [−1, 1] (what is outside is clamped) or uint8.</param>
    /// <param name="columns">Tiles in a row; 0 makes the grid as square as possible.</param>
    /// <param name="scale">Whole-number magnification, each pixel becoming a square; 0 brings small pictures to a side of about 96.</param>
    /// <param name="padding">White pixels between tiles and around them, not magnified.</param>
    /// <returns>The grid: tiles left to right, then top to bottom; places left over in the last row are white.</returns>
    /// <exception cref="ArgumentException">The tensor is not such a batch, or a number is negative.</exception>
    public static RgbImage Render(torch.Tensor images, int columns = 0, int scale = 0, int padding = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        byte[] pixels = PictureTensor.Bytes(images);
        (int count, var shape) = ((int)images.shape[0], new ImageShape((int)images.shape[1], (int)images.shape[2], (int)images.shape[3]));

        columns = columns == 0 ? (int)Math.Ceiling(Math.Sqrt(count)) : Math.Min(columns, count);
        int rows = (count + columns - 1) / columns;
        scale = scale == 0 ? PleasantScale(Math.Max(shape.Height, shape.Width), Math.Max(rows, columns)) : scale;
        var grid = new TileGrid(columns, rows, shape, scale, padding, Background);
        for (int i = 0; i < count; i++)
        {
            grid.Draw(i, pixels.AsSpan(i * shape.ValueCount, shape.ValueCount));
        }

        return grid.ToImage();
    }

    private static int PleasantScale(int side, int tiles) =>
        Math.Max(1, Math.Min(PleasantTileSide / side, PleasantGridSide / (side * tiles)));
}
