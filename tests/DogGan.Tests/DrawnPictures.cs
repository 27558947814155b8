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
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = new byte[drawn.Shape.ValueCount];
            drawn.CopyImage(i, pixels);
            ImageFile.Write(Path.Combine(folder, $"{i}.png"), new RgbImage(32, 32, pixels));
        }
    }
}
