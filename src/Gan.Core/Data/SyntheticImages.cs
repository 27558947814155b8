using System.Globalization;

namespace Gan.Core;

/// <summary>
/// A built-in data set that needs no download: small drawn animal faces before a landscape. The pictures are simple enough for a small
/// network to learn in minutes, and vary in kind, colour, place, size and tilt.
/// </summary>
public static class SyntheticImages
{
    private static readonly string[] Kinds = ["dog", "cat", "bear", "rabbit"];

    /// <summary>Draws the pictures; the same arguments give the same bytes on every machine.</summary>
    /// <param name="count">How many pictures; at least 1. Default: 5000.</param>
    /// <param name="shape">Their shape, of 3 (RGB) or 1 (grey) channels and at least 8 pixels a side. Default: 3×32×32.</param>
    /// <param name="seed">Picks the pictures; picture <c>i</c> of one seed is the same whatever the count. Default: 0.</param>
    /// <param name="classes">
    /// How many of the kinds dog, cat, bear and rabbit, in that order: 1 to 4. Kinds take turns, so that each is equally frequent.
    /// Default: 4.
    /// </param>
    /// <returns>The set, with the kind as label. 5,000 pictures of 3×32×32 are 15 MB and take a fraction of a second.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is outside its range, or the pictures need more than about 2 GB.
    /// </exception>
    public static ImageDataset Create(int count = 5000, ImageShape? shape = null, long seed = 0, int classes = 4)
    {
        ImageShape drawn = shape ?? new ImageShape(3, 32, 32);
        (int channels, int height, int width) = drawn;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, Kinds.Length);
        if (channels is not (1 or 3) || Math.Min(height, width) < 8)
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "Pictures are drawn with 1 or 3 channels and at least 8 pixels a side.");
        }

        long valueCount = (long)channels * height * width;
        if (count * (decimal)valueCount > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} pictures of {drawn} do not fit into one array; draw fewer.");
        }

        byte[] pixels = new byte[count * valueCount];
        int[] labels = new int[count];
        Parallel.For(0, count, () => new Canvas(height, width), (index, _, canvas) =>
        {
            labels[index] = index % classes;
            AnimalFace.Draw(canvas, (AnimalKind)labels[index], new SeededRandom(seed, (ulong)index));
            canvas.CopyTo(channels, pixels.AsSpan((int)(index * valueCount), (int)valueCount));
            return canvas;
        }, _ => { });
        string name = string.Create(CultureInfo.InvariantCulture, $"synthetic animals (seed {seed})");
        return new ImageDataset(name, drawn, pixels, labels, Kinds[..classes]);
    }
}
