using System.Text.Json;
using Gan.Core;

namespace DogGan.Tests;

/// <summary>The <c>evaluate</c> verb, as a user runs it.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    public EvaluateTests()
    {
        using IGenerator generator = new TransposedConvGeneratorOptions { Channels = [8, 8, 8, 8] }.Create(seed: 1);
        GanGenerator.Save(generator, Path.Combine(_folder, "generator.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_prints_the_metrics_beside_those_of_real_pictures_and_writes_what_is_asked_for()
    {
        (int exitCode, string output, string errors) = Evaluate("first.json", "--neighbours", "neighbours.png");

        exitCode.Should().Be(0, errors);
        output.Should().Contain("Fréchet distance").And.Contain("coverage").And.Contain("real").And.Contain("40 pictures are few");
        File.Exists(Path.Combine(_folder, "neighbours.png")).Should().BeTrue();
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "first.json")));
        double Frechet(string of) => numbers.RootElement.GetProperty(of).GetProperty("scores")[0].GetProperty("frechetDistance").GetDouble();
        Frechet("generated").Should().BeGreaterThan(2 * Frechet("noiseFloor"), "an untrained generator is far from the data");
        string similarity = output.Split('\n').Single(line => line.Contains("similarity of two pictures", StringComparison.Ordinal));
        double real = numbers.RootElement.GetProperty("noiseFloor").GetProperty("meanSimilarity").GetDouble();
        similarity.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^3].Should().Be(
            real.ToString("F3", System.Globalization.CultureInfo.InvariantCulture), "real is what held-out pictures get, not the training set");
    }

    [Fact]
    public void It_repeats_every_number_bit_for_bit_in_another_process()
    {
        Evaluate("first.json").ExitCode.Should().Be(0);
        Evaluate("second.json").ExitCode.Should().Be(0);

        File.ReadAllText(Path.Combine(_folder, "second.json")).Should().Be(File.ReadAllText(Path.Combine(_folder, "first.json")));
    }

    private (int ExitCode, string Output, string Errors) Evaluate(string json, params string[] more)
    {
        using DogGanProcess process = new(
            _folder, ["evaluate", "--model", "generator.safetensors", "--data", "synthetic", "--samples", "40", "--json", json, .. more]);
        return process.Finish();
    }
}
