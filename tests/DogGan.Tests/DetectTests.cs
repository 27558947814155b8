using System.Text.Json;
using Gan.Core;
using Gan.Detection;
using Gan.Imaging;

namespace DogGan.Tests;

/// <summary>The <c>detect</c> verb, as a user runs it: train, test, score.</summary>
public sealed class DetectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doggan-tests-").FullName;

    public DetectTests()
    {
        DrawnPictures.Write(At("pictures"), 64, seed: 0);
        DrawnPictures.Write(At("others"), 60, seed: 1);
        foreach ((string run, long seed) in new[] { ("first", 1L), ("second", 2L) })
        {
            Directory.CreateDirectory(At(run));
            using IGenerator generator = new TransposedConvGeneratorOptions { Channels = [8, 8, 8, 8] }.Create(seed);
            GanGenerator.Save(generator, At($"{run}/generator.safetensors"));
        }

        Directory.CreateDirectory(At("first/generators"));
        using (IGenerator earlier = new TransposedConvGeneratorOptions { Channels = [8, 8, 8, 8] }.Create(seed: 4))
        {
            GanGenerator.Save(earlier, At("first/generators/epoch-0020.safetensors"));
            File.Copy(At("first/generator.safetensors"), At("first/generators/epoch-0040.safetensors"));
        }

        using IDiscriminator discriminator = new ConvDiscriminatorOptions { Channels = [8, 8], Halvings = 2 }.Create(seed: 3);
        GanDiscriminator.Save(discriminator, At("first/discriminator.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_detector_is_trained_tested_in_one_self_contained_page_and_scores_pictures_and_videos()
    {
        Train().Should().Contain("epoch 3/3").And.Contain("validation AUC").And.Contain("threshold");

        string table = Run(
            "detect", "test", "--detector", "d.safetensors", "--data", "pictures", "--held-out", "others", "--generators", "first/generator.safetensors",
            "second/generator.safetensors", "--discriminators", "first/discriminator.safetensors", "--out", "report");
        table.Should().Contain("detector of first").And.Contain("discriminator of first").And.Contain("first (trained on)").And.Contain("JPEG 70")
            .And.Contain("control: real against real");
        string page = File.ReadAllText(At("report/detector.html"));
        page.Should().Contain("detector of first").And.Contain("discriminator of first").And.Contain("JPEG 30").And.Contain("Most suspicious fakes")
            .And.Contain("shuffled labels").And.Contain("Wilson");
        page.Should().NotContain("<script").And.NotContain("src=\"http").And.NotContain(">NaN<").And.NotContain(">∞<");
        page.Split("data:image/png;base64,").Should().HaveCount(1 + 1 + 2 + (2 * 32), "a ROC plot, a reliability diagram each, and the examples");
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(At("report/detector.json")));
        JsonElement detector = numbers.RootElement.GetProperty("detectors")[0];
        detector.GetProperty("description").GetProperty("generators").EnumerateArray().Select(generator => generator.GetProperty("name").GetString())
            .Should().Equal("first", "first, epoch 20");
        detector.GetProperty("sources")[0].GetProperty("isSeen").GetBoolean().Should().BeTrue();
        detector.GetProperty("sources")[1].GetProperty("isSeen").GetBoolean().Should().BeFalse();
        detector.GetProperty("overall").GetProperty("auc").GetDouble().Should().BeGreaterThan(0.9);
        detector.GetProperty("overall").GetProperty("atThreshold").GetProperty("realAccuracy").GetProperty("interval").GetProperty("upper").GetDouble().Should().BePositive();
        detector.GetProperty("distortions").GetArrayLength().Should().Be(11);
        numbers.RootElement.GetProperty("controls").GetArrayLength().Should().Be(3);

        Run("walk", "--model", "first/generator.safetensors", "--out", "walk.png", "--frames", "20", "--keys", "2");
        string verdict = Run("detect", "score", "walk.png", "--video", "Median", "--detector", "d.safetensors");
        verdict.Should().Contain("generated  walk.png  20 frames").And.MatchRegex(@"^[01]\.\d{4} \[[01]\.\d{3}, [01]\.\d{3}\]");
    }

    [Fact]
    public void Pictures_of_any_size_and_folders_are_scored_and_what_is_no_picture_is_named()
    {
        Train();
        byte[] wide = new byte[3 * 90 * 50];
        wide.AsSpan().Fill(77);
        ImageFile.Write(At("wide.jpg"), new RgbImage(90, 50, wide));
        File.WriteAllText(At("notes.png"), "no picture");

        using DogGanProcess process = new(_folder, "detect", "score", "wide.jpg", "notes.png", "others", "missing.png", "--detector", "d.safetensors", "--json");
        (int exitCode, string output, string errors) = process.Finish();

        exitCode.Should().Be(2);
        errors.TrimEnd().Split('\n').Should().HaveCount(2).And.OnlyContain(line => line.StartsWith("error: ", StringComparison.Ordinal));
        errors.Should().Contain("'notes.png' is not a picture").And.Contain("missing.png");
        using JsonDocument verdicts = JsonDocument.Parse(output);
        JsonElement[] pictures = [.. verdicts.RootElement.GetProperty("pictures").EnumerateArray()];
        pictures.Should().HaveCount(61);
        using RealFakeDetector detector = RealFakeDetector.Load(At("d.safetensors"), ComputeDevice.Cpu);
        double expected = detector.Score(new RgbImage(90, 50, wide).FitTo(detector.ImageShape));
        pictures[0].GetProperty("probability").GetDouble().Should().BeApproximately(expected, 1e-2, "JPEG changes a flat picture little");
        pictures.Should().OnlyContain(picture => picture.GetProperty("isGenerated").GetBoolean()
            == (picture.GetProperty("probability").GetDouble() >= verdicts.RootElement.GetProperty("threshold").GetDouble()));
    }

    [Fact]
    public void A_test_prints_nothing_but_JSON_when_asked_to()
    {
        Train();
        using JsonDocument numbers = JsonDocument.Parse(Run(
            "detect", "test", "--detector", "d.safetensors", "--data", "pictures", "--held-out", "others", "--generators", "second/generator.safetensors",
            "--json", "--out", "report"));

        numbers.RootElement.GetProperty("realCount").GetInt32().Should().Be(60);
    }

    [Fact]
    public void Files_of_another_kind_are_refused_by_name()
    {
        using DogGanProcess process = new(_folder, "detect", "score", "x.png", "--detector", "first/generator.safetensors");
        (int exitCode, _, string errors) = process.Finish();

        exitCode.Should().Be(2);
        errors.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().Contain("is a generator file, and a detector file is needed here");
    }

    private string Train() =>
        Run("detect", "train", "--data", "pictures", "--generators", "first", "--epochs", "3", "--seed", "1", "--out", "d.safetensors");

    private string Run(params string[] arguments)
    {
        using DogGanProcess process = new(_folder, arguments);
        (int exitCode, string output, string errors) = process.Finish();
        exitCode.Should().Be(0, errors);
        return output;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
