namespace DogGan.Tests;

/// <summary>A comparison of two presets over two short epochs, made once for all tests of it.</summary>
public sealed class ComparedPresets : IDisposable
{
    public ComparedPresets()
    {
        WritePictures("pictures", 64, seed: 0);
        WritePictures("others", 40, seed: 1);
        FirstOutput = Compare();
    }

    /// <summary>What the first run of the command said.</summary>
    public string FirstOutput { get; }

    public string Report => Path.Combine(Folder, "out", "report.html");

    private string Folder { get; } = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    /// <summary>Runs the command, which finds what earlier calls trained.</summary>
    public string Compare()
    {
        using DogGanProcess process = Start(epochs: "2");
        (int exitCode, string output, string errors) = process.Finish();
        exitCode.Should().Be(0, errors);
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal DogGanProcess Start(string epochs) =>
        new(Folder, "compare", "--presets", "lr0002,lr0003", "--epochs", epochs, "--seeds", "1", "--every", "1", "--data", "pictures", "--held-out", "others", "--samples", "20", "--out", "out");

    private void WritePictures(string name, int count, long seed)
    {
        Directory.CreateDirectory(Path.Combine(Folder, name));
        Gan.Core.ImageDataset drawn = Gan.Core.SyntheticImages.Create(count, new Gan.Core.ImageShape(3, 32, 32), seed);
        byte[] planes = new byte[drawn.Shape.ValueCount], pixels = new byte[planes.Length];
        for (int i = 0; i < count; i++)
        {
            drawn.CopyImage(i, planes);
            for (int at = 0; at < pixels.Length; at++)
            {
                pixels[at] = planes[(at % 3 * 1024) + (at / 3)];
            }

            Gan.Imaging.ImageFile.Write(Path.Combine(Folder, name, $"{i}.png"), new Gan.Imaging.RgbImage(32, 32, pixels));
        }
    }
}
