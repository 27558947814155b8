using System.Runtime.InteropServices;

namespace DogGan.Tests;

/// <summary>Training on the console, with real presets and few pictures.</summary>
public sealed partial class TrainTests : IDisposable
{
    private const int SignalTerm = 15;
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    [Fact]
    public void A_folder_of_pictures_becomes_a_run_and_the_run_becomes_pictures()
    {
        WritePictures();
        using DogGanProcess train = new(_folder, "train", "--preset", "baseline", "--data", "pictures", "--epochs", "2", "--batch-size", "4", "--out", "run");
        (int exitCode, string output, string errors) = train.Finish();
        exitCode.Should().Be(0, errors);
        output.Should().Contain("epoch 2/2").And.Contain("Done: 2 epochs, 4 steps");
        foreach (string file in new[] { "run.json", "history.csv", "losses.png", "generator.safetensors", "samples/epoch-0000.png", "samples/epoch-0002.png" })
        {
            File.Exists(Path.Combine(_folder, "run", file)).Should().BeTrue(file);
        }

        using DogGanProcess sample = new(_folder, "sample", "--model", "run/generator.safetensors", "--count", "4", "--seed", "7", "--out", "grid.png");
        (exitCode, output, errors) = sample.Finish();
        exitCode.Should().Be(0, errors);
        File.Exists(Path.Combine(_folder, "grid.png")).Should().BeTrue();
    }

    [SkippableFact]
    public void A_run_that_is_terminated_saves_first_and_ends_as_one_that_was_not()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        WritePictures();
        string[] arguments = ["train", "--preset", "baseline", "--data", "pictures", "--epochs", "12", "--batch-size", "4", "--pictures-every", "12", "--out"];
        using (DogGanProcess whole = new(_folder, [.. arguments, "whole"]))
        {
            whole.Finish().ExitCode.Should().Be(0);
        }

        using (DogGanProcess terminated = new(_folder, [.. arguments, "parts"]))
        {
            terminated.ReadUntil("epoch 1/12").Should().NotBeNull();
            Kill(terminated.Id, SignalTerm).Should().Be(0);
            (int exitCode, string output, string errors) = terminated.Finish();
            exitCode.Should().Be(128 + SignalTerm, errors);
            output.Should().Contain("Cancelled and saved at step");
            errors.Should().BeEmpty();
        }

        using (DogGanProcess resumed = new(_folder, [.. arguments, "parts", "--resume"]))
        {
            resumed.Finish().ExitCode.Should().Be(0);
        }

        foreach (string file in new[] { "generator.safetensors", "discriminator.safetensors", "samples/epoch-0012.png" })
        {
            File.ReadAllBytes(Path.Combine(_folder, "parts", file)).Should().Equal(File.ReadAllBytes(Path.Combine(_folder, "whole", file)), file);
        }
    }

    [Fact]
    public void A_run_is_measured_on_the_way_and_keeps_its_best_generator()
    {
        WritePictures(count: 24);
        WritePictures("others", count: 20, seed: 1);
        using DogGanProcess train = new(
            _folder, "train", "--preset", "lr0003", "--data", "pictures", "--held-out", "others", "--epochs", "1", "--batch-size", "8", "--keep-best", "frechet-distance", "--tensorboard", "--out", "run");
        (int exitCode, string output, string errors) = train.Finish();
        exitCode.Should().Be(0, errors);
        output.Should().Contain("measuring 1/").And.Contain("epoch 1: Fréchet distance").And.Contain("real pictures").And.Contain("the best so far").And.Contain("best.safetensors");
        File.ReadAllLines(Path.Combine(_folder, "run", "evaluations.csv")).Should().Contain(line => line.StartsWith("1,", StringComparison.Ordinal) && line.Contains(",frechet_distance,"));
        File.Exists(Path.Combine(_folder, "run", "best.safetensors")).Should().BeTrue();
        Directory.GetFiles(Path.Combine(_folder, "run", "tensorboard")).Should().ContainSingle();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WritePictures(string name = "pictures", int count = 8, long seed = 0)
    {
        Directory.CreateDirectory(Path.Combine(_folder, name));
        Gan.Core.ImageDataset drawn = Gan.Core.SyntheticImages.Create(count, seed: seed);
        for (int i = 0; i < drawn.Count; i++)
        {
            byte[] pixels = new byte[drawn.Shape.ValueCount];
            drawn.CopyImage(i, pixels);
            Gan.Imaging.ImageFile.Write(Path.Combine(_folder, name, $"{i}.png"), new Gan.Imaging.RgbImage(32, 32, pixels));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
