namespace DogGan.Tests;

/// <summary>A comparison of two presets over two short epochs, made once for all tests of it.</summary>
public sealed class ComparedPresets : IDisposable
{
    public ComparedPresets()
    {
        DrawnPictures.Write(Path.Combine(Folder, "pictures"), 64, seed: 0);
        DrawnPictures.Write(Path.Combine(Folder, "others"), 40, seed: 1);
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
}
