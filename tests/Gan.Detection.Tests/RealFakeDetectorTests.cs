using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection.Tests;

public sealed class RealFakeDetectorTests : IDisposable
{
    private readonly DetectorSetting _setting = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _setting.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_learns_to_tell_drawings_from_an_untrained_generator_and_says_with_what_it_was_made()
    {
        using RealFakeDetector detector = _setting.Train();

        using torch.Tensor fakes = _setting.First.Sample(100, DetectionSplit.Test);
        LabelledScores scores = LabelledScores.Of(detector.Score(_setting.Test), detector.Score(fakes));
        RocCurve.Of(scores).AreaUnderCurve.Should().BeGreaterThan(0.95);
        ConfusionMatrix.At(scores, detector.Calibration.Threshold).Accuracy.Value.Should().BeGreaterThan(0.9);
        detector.Name.Should().Be("detector of first");
        DetectorDescription description = detector.Description;
        (description.TrainingReal, description.ValidationReal).Should().Be((102, 18));
        (description.TrainingFakes, description.ValidationFakes).Should().Be((102, 18));
        description.Real.Fingerprint.Should().Be(_setting.Training.Fingerprint);
        description.Generators.Should().Equal(new FakeSourceDescription("first", _setting.First.Fingerprint));
        description.BestEpoch.Should().BeInRange(1, description.Epochs);
    }

    [Fact]
    public void The_same_seed_makes_the_same_detector_and_another_seed_another()
    {
        DetectorOptions brief = DetectorSetting.Options with { Epochs = 1 };
        using RealFakeDetector first = _setting.Train(brief), again = _setting.Train(brief), other = _setting.Train(brief with { Seed = 4 });

        again.Score(_setting.Test).Should().Equal(first.Score(_setting.Test));
        other.Score(_setting.Test).Should().NotEqual(first.Score(_setting.Test));
    }

    [Fact]
    public void A_picture_a_batch_and_a_set_are_scored_alike_and_so_are_bytes_and_values()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });
        using torch.Tensor bytes = PictureBytes.Load(_setting.Test), values = PixelScaling.ToNetwork(bytes), one = bytes[4];
        byte[] pixels = new byte[TestData.Shape.ValueCount];
        _setting.Test.CopyImage(4, pixels);

        double[] scores = detector.Score(_setting.Test);

        scores.Should().OnlyContain(score => score >= 0 && score <= 1);
        detector.Score(bytes).Should().Equal(scores);
        detector.Score(values).Should().Equal(scores);
        detector.Score(one).Should().ContainSingle().Which.Should().BeApproximately(scores[4], 1e-5);
        detector.Score(pixels).Should().BeApproximately(scores[4], 1e-5);
    }

    [Fact]
    public void Pictures_that_it_cannot_judge_are_refused_with_the_remedy()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });
        using torch.Tensor wide = torch.zeros(2, 3, 8, 9), bright = torch.full([1, 3, 8, 8], 255f), broken = torch.full([1, 3, 8, 8], float.NaN);

        new Action(() => detector.Score(wide)).Should().Throw<ArgumentException>().WithMessage("*3×8×8*[2, 3, 8, 9]*");
        new Action(() => detector.Score(bright)).Should().Throw<ArgumentException>().WithMessage("*in [−1, 1]*ToNetwork*");
        new Action(() => detector.Score(broken)).Should().Throw<ArgumentException>();
        new Action(() => detector.Score(new byte[5])).Should().Throw<ArgumentException>().WithMessage("*192 bytes; 5*");
        new Action(() => detector.Score(SyntheticImages.Create(2))).Should().Throw<ArgumentException>().WithMessage("*3×8×8*3×32×32*");
        new Action(() => detector.Logits(bright)).Should().Throw<ArgumentException>().WithMessage("*uint8*");
    }

    [Fact]
    public void A_file_of_it_scores_the_same_and_remembers_everything()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Name = "dogs" });
        detector.Save(_folder.File("d"));

        using RealFakeDetector loaded = RealFakeDetector.Load(_folder.File("d"), ComputeDevice.Cpu);

        loaded.Score(_setting.Test).Should().Equal(detector.Score(_setting.Test));
        loaded.Options.Should().Be(detector.Options);
        loaded.Name.Should().Be("dogs");
        loaded.Description.Should().BeEquivalentTo(detector.Description);
        loaded.HasSeen(_setting.First).Should().BeTrue();
        loaded.HasSeen(_setting.Second).Should().BeFalse();
        byte[] pixels = new byte[TestData.Shape.ValueCount];
        _setting.Training.CopyImage(11, pixels);
        loaded.HasSeen(pixels).Should().BeTrue();
        pixels[0] ^= 1;
        loaded.HasSeen(pixels).Should().BeFalse();
        loaded.Save(_folder.File("again"));
        File.ReadAllBytes(_folder.File("again")).Should().Equal(File.ReadAllBytes(_folder.File("d")));
    }

    [Fact]
    public void Files_of_other_networks_are_refused_by_name_and_its_own_file_by_them()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });
        detector.Save(_folder.File("d"));
        GanGenerator.Save(_setting.First.Generator, _folder.File("g"));

        new Action(() => RealFakeDetector.Load(_folder.File("g"), ComputeDevice.Cpu)).Should().Throw<GanFileException>()
            .WithMessage("*is a generator file, and a detector file is needed here*");
        new Action(() => GanGenerator.Load(_folder.File("d"), ComputeDevice.Cpu)).Should().Throw<GanFileException>()
            .WithMessage("*is a detector file, and a generator file is needed here*");
        new Action(() => RealFakeDetector.Load(_folder.File("missing"), ComputeDevice.Cpu)).Should().Throw<GanFileException>().WithMessage("*does not exist*");
    }

    [Fact]
    public void One_changed_bit_of_its_file_is_noticed()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });
        detector.Save(_folder.File("d"));
        byte[] content = File.ReadAllBytes(_folder.File("d"));
        content[^100] ^= 4;
        File.WriteAllBytes(_folder.File("d"), content);

        Action load = () => RealFakeDetector.Load(_folder.File("d"), ComputeDevice.Cpu);

        load.Should().Throw<GanFileException>().WithMessage("*damaged*");
    }

    [Fact]
    public void Every_problem_is_told_before_anything_is_made()
    {
        using IGenerator large = new TransposedConvGeneratorOptions { Channels = [4, 4] }.Create(seed: 1);
        Action train = () => RealFakeDetector.Train(
            SyntheticImages.Create(5, TestData.Shape),
            [_setting.First, new FakeSource("first", large)],
            new DetectorOptions { Epochs = 0, Channels = [], ValidationShare = 1, MaxShift = -1, Patience = 0, BatchSize = 1, MaxPictures = 3, DistortionProbability = 2 },
            groups: [1, 2]);

        train.Should().Throw<GanConfigurationException>().Which.Problems.Should().HaveCount(12);
        new Action(() => RealFakeDetector.Train(_setting.Training, [])).Should().Throw<GanConfigurationException>().WithMessage("*no generator*");
    }

    [Fact]
    public void Copies_of_a_picture_and_pictures_of_a_group_are_never_in_training_and_validation_at_once()
    {
        byte[] pixels = new byte[60 * TestData.Shape.ValueCount];
        for (int i = 0; i < 60; i++)
        {
            // Each drawing twice.
            _setting.Training.CopyImage(i / 2, pixels.AsSpan(i * TestData.Shape.ValueCount, TestData.Shape.ValueCount));
        }

        ImageDataset twice = new("twice", TestData.Shape, pixels, new int[60], ["one"]);
        long[] groups = [.. Enumerable.Range(0, 60).Select(i => (long)(i / 6))];
        using DetectorData data = DetectorData.Make(twice, [_setting.First], DetectorSetting.Options with { ValidationShare = 0.4 }, groups, default);

        long[] trained = PictureIdentity.OfAll(data.Training.Bytes), validated = PictureIdentity.OfAll(data.Validation.Bytes);
        trained.Intersect(validated).Should().BeEmpty();
        (data.Training.Count + data.Validation.Count).Should().Be(120);

        // Every group shares a drawing with the next, so that all are one.
        Action chained = () => DetectorData.Make(twice, [_setting.First], DetectorSetting.Options, [.. Enumerable.Range(0, 60).Select(i => (long)((i + 1) / 2))], default);
        chained.Should().Throw<GanDataException>();
    }

    [Fact]
    public void Training_ends_when_validation_no_longer_gains_and_the_best_weights_are_kept()
    {
        List<DetectorProgress> told = [];
        DetectorOptions options = DetectorSetting.Options with { Epochs = 40, Patience = 2, Optimizer = new AdamOptions(0.02, 0.9) };
        using RealFakeDetector detector = RealFakeDetector.Train(
            _setting.Training, [_setting.First], options, ComputeDevice.Cpu, progress: new Recorder(told.Add));

        told.Select(progress => progress.Epoch).Should().Equal(Enumerable.Range(1, detector.Description.Epochs));
        detector.Description.Epochs.Should().Be(detector.Description.BestEpoch + 2).And.BeLessThan(40);
        told.MinBy(progress => progress.ValidationLoss)!.Epoch.Should().Be(detector.Description.BestEpoch);
        told[detector.Description.BestEpoch - 1].ValidationAuc.Should().Be(detector.Description.ValidationAuc);
    }

    [Fact]
    public void Cancelling_ends_training_between_two_steps()
    {
        using CancellationTokenSource source = new();
        Action train = () => RealFakeDetector.Train(
            _setting.Training, [_setting.First], DetectorSetting.Options, ComputeDevice.Cpu, progress: new Recorder(_ => source.Cancel()), cancellationToken: source.Token);
        train.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_training_with_the_remedy()
    {
        Action train = () => _setting.Train(DetectorSetting.Options with { Optimizer = new AdamOptions(1e30, 0.9) });
        train.Should().Throw<TrainingDivergedException>().WithMessage("*learning rate*");
    }

    [Fact]
    public void Distortions_are_applied_to_as_many_training_pictures_as_asked_for()
    {
        int distorted = 0;
        PictureDistortion inverted = new("inverted", (bytes, _) =>
        {
            distorted += (int)bytes.shape[0];
            return bytes.bitwise_not();
        });

        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 4, Patience = 4, DistortionProbability = 0.5 }, inverted);

        detector.Description.Distortions.Should().Equal("inverted");
        distorted.Should().BeInRange(318, 486, "half of 4 epochs of 192 pictures and of 36 to validate with, give or take");
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        Run();
        long before = LiveTensors.Count;
        Run();
        LiveTensors.Count.Should().Be(before);

        void Run()
        {
            PictureDistortion copy = new("copy", (bytes, _) => bytes.clone());
            using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 2 }, copy);
            detector.Score(_setting.Test);
            detector.Save(_folder.File("d"));
            using RealFakeDetector loaded = RealFakeDetector.Load(_folder.File("d"), ComputeDevice.Cpu);
            using torch.Tensor fakes = _setting.First.Sample(5, DetectionSplit.Test);
            loaded.Score(fakes);
        }
    }

    private sealed class Recorder(Action<DetectorProgress> report) : IProgress<DetectorProgress>
    {
        public void Report(DetectorProgress value) => report(value);
    }
}
