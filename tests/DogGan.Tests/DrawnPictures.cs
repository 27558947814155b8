using Gan.Core;
using Gan.Imaging;

namespace DogGan.Tests;

/// <summary>Built-in drawings as a folder of PNG files.</summary>
internal static class DrawnPictures
{
    public static void Write(string folder, int count, long seed)
    {
        Directory.CreateDirectory(folder);
        ImageDataset drawn = SyntheticImages.Create(count, new ImageShape(3, 32, 32), seed);
        byte[] planes = new byte[drawn.Shape.ValueCount], pixels = new byte[planes.Length];
        for (int i = 0; i < count; i++)
        {
            drawn.CopyImage(i, planes);
            for (int at = 0; at < pixels.Length; at++)
            {
                pixels[at] = planes[(at % 3 * 1024) + (at / 3)];
            }

            ImageFile.Write(Path.Combine(folder, $"{i}.png"), new RgbImage(32, 32, pixels));
        }
    }
}
