using Gan.Core;
using Gan.Imaging;

namespace DogGan.Tests;

/// <summary>The <c>walk</c> verb, as a user runs it.</summary>
public sealed class WalkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    public WalkTests()
    {
        using IGenerator generator = new TransposedConvGeneratorOptions { Channels = [8, 8, 8, 8] }.Create(seed: 1);
        GanGenerator.Save(generator, Path.Combine(_folder, "generator.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_writes_an_animation_that_its_seed_fixes_and_that_is_read_back()
    {
        string output = Walk("one.png", "--seed", "7");
        output.Should().Contain("12 frames").And.Contain("one.png");
        RgbImage[] frames = [.. VideoFrames.Read(Path.Combine(_folder, "one.png"))];
        frames.Should().HaveCount(12);
        frames.Should().OnlyContain(frame => frame.Width == 32 && frame.Height == 32);

        Walk("two.png", "--seed", "7");
        Walk("three.png", "--seed", "8");
        Bytes("two.png").Should().Equal(Bytes("one.png"));
        Bytes("three.png").Should().NotEqual(Bytes("one.png"));
    }

    private byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    private string Walk(string file, params string[] more)
    {
        using DogGanProcess process = new(_folder, ["walk", "--model", "generator.safetensors", "--out", file, "--frames", "12", "--keys", "3", "--fps", "10", .. more]);
        (int exitCode, string output, string errors) = process.Finish();
        exitCode.Should().Be(0, errors);
        return output;
    }
}
