using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection.Tests;

/// <summary>Controls find nothing where there is nothing, and something where the experiment is broken.</summary>
public sealed class DetectionControlsTests : IDisposable
{
    private static readonly DetectorOptions Options = DetectorSetting.Options with { BatchSize = 32 };

    private readonly DetectorSetting _setting = new();
    private readonly ImageDataset _training = SyntheticImages.Create(600, TestData.Shape, seed: 11);
    private readonly ImageDataset _test = SyntheticImages.Create(600, TestData.Shape, seed: 12);

    public void Dispose() => _setting.Dispose();

    [Fact]
    public void All_are_at_chance_when_training_and_test_share_nothing()
    {
        IReadOnlyList<ControlResult> controls = DetectionControls.Run(_training, _test, [_setting.First], Options, ComputeDevice.Cpu);

        controls.Select(control => control.Name).Should().Equal("shuffled labels", "real against real", "format only");
        controls.Should().OnlyContain(control => control.IsAtChance, string.Join("; ", controls));
        controls.Select(control => control.Count).Should().Equal(1200, 600, 1200);
    }

    [Fact]
    public void Real_against_real_finds_held_out_pictures_of_another_kind()
    {
        byte[] brighter = new byte[600 * TestData.Shape.ValueCount];
        for (int i = 0; i < 600; i++)
        {
            Span<byte> picture = brighter.AsSpan(i * TestData.Shape.ValueCount, TestData.Shape.ValueCount);
            _test.CopyImage(i, picture);
            foreach (ref byte value in picture)
            {
                value = (byte)(128 + (value / 2));
            }
        }

        ImageDataset other = new("brighter", TestData.Shape, brighter, new int[600], ["one"]);

        ControlResult control = DetectionControls.Run(_training, other, [_setting.First], Options, ComputeDevice.Cpu)[1];

        control.Auc.Should().BeGreaterThan(0.7);
        control.IsAtChance.Should().BeFalse();
    }

    [Fact]
    public void Random_labels_belong_to_pictures_not_to_places()
    {
        using torch.Tensor real = PictureBytes.Load(_test), fake = _setting.First.Sample(600, DetectionSplit.Test);
        using LabelledPictures pictures = LabelledPictures.Join(real, fake), swapped = LabelledPictures.Join(fake, real);
        using LabelledPictures labelled = pictures.WithRandomLabels(3), labelledSwapped = swapped.WithRandomLabels(3);

        labelledSwapped.IsFake.Should().Equal([.. labelled.IsFake[600..], .. labelled.IsFake[..600]]);
        labelled.IsFake[..600].Count(fake => fake).Should().BeInRange(250, 350);
        labelled.IsFake[600..].Count(fake => fake).Should().BeInRange(250, 350);
    }

    [Fact]
    public void The_format_classifier_finds_fakes_that_were_not_rounded_and_fakes_of_even_values()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = PictureBytes.Load(_training), realTest = PictureBytes.Load(_test);
        torch.Tensor fake = _setting.First.Generator.Sample(600, 1).add(1).mul(127.5), fakeTest = _setting.First.Generator.Sample(600, 2).add(1).mul(127.5);

        FormatOnlyClassifier.Auc(real, fake, realTest, fakeTest).Should().Be(1);
        FormatOnlyClassifier.Auc(real, fake.div(2).round().mul(2), realTest, fakeTest.div(2).round().mul(2)).Should().BeGreaterThan(0.99);
        FormatOnlyClassifier.Auc(real, fake.round(), realTest, fakeTest.round()).Should().BeInRange(0.45, 0.55);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        Action run = () => DetectionControls.Run(TestData.Pictures(5), _test, [], maxPictures: 10);
        run.Should().Throw<GanConfigurationException>().Which.Problems.Should().HaveCount(4);
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        Run();
        long before = LiveTensors.Count;
        Run();
        LiveTensors.Count.Should().Be(before);

        void Run() => DetectionControls.Run(_training, _test, [_setting.First], Options, ComputeDevice.Cpu, maxPictures: 60);
    }
}
