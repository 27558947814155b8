using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection.Tests;

public sealed class DetectorEvaluatorTests : IDisposable
{
    private readonly DetectorSetting _setting = new();

    public void Dispose() => _setting.Dispose();

    [Fact]
    public void Both_roads_are_judged_by_the_same_pictures_and_every_number_is_that_of_the_measure_alone()
    {
        using IDiscriminator discriminator = TestData.Discriminator.Create(seed: 4);
        using RealFakeDetector trained = _setting.Train();
        DiscriminatorDetector other = DiscriminatorDetector.Calibrate("discriminator", discriminator, _setting.Training, [_setting.First]);

        DetectionReport report = DetectorEvaluator.Evaluate([trained, other], _setting.Test, [_setting.First, _setting.Second], seed: 5);

        (report.RealCount, report.LeftOut, report.Seed).Should().Be((100, 0, 5L));
        report.Detectors.Select(detector => detector.Name).Should().Equal("detector of first", "discriminator");
        report.Detectors[0].Description.Should().BeSameAs(trained.Description);
        report.Detectors[1].Description.Should().BeNull();
        report.Detectors[0].Sources.Select(source => (source.Source, source.IsSeen)).Should().Equal(("first", true), ("second", false));
        for (int d = 0; d < 2; d++)
        {
            IFakeDetector detector = d == 0 ? trained : other;
            using torch.Tensor real = PictureBytes.Load(_setting.Test), fakes = _setting.Second.Sample(100, DetectionSplit.Test, seed: 5);
            LabelledScores logits = LabelledScores.Of(detector.Logits(real), detector.Logits(fakes));
            report.Detectors[d].Sources[1].Scores.Should().Be(DetectionScores.Of(logits, detector.Calibration));
            report.Detectors[d].Overall.Should().Be(DetectionScores.Of(report.Detectors[d].Logits, detector.Calibration));
            (report.Detectors[d].Logits.RealCount, report.Detectors[d].Logits.FakeCount).Should().Be((100, 100));
        }

        report.Detectors[0].Sources[0].Scores.Auc.Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Numbers_of_a_set_are_those_of_the_measures()
    {
        LabelledScores logits = LabelledScores.Of([-2, -1, 0.4, -3], [1, 2, -0.5, 3]);

        DetectionScores scores = DetectionScores.Of(logits, new DetectorCalibration(Temperature: 2, Threshold: 0.6));

        LabelledScores probabilities = new TemperatureScaling(2).Apply(logits), raw = new TemperatureScaling(1).Apply(logits);
        scores.AtThreshold.Should().Be(ConfusionMatrix.At(probabilities, 0.6));
        scores.AtHalf.Should().Be(new ConfusionMatrix(0.5, TruePositives: 3, FalseNegatives: 1, FalsePositives: 1, TrueNegatives: 3));
        scores.Auc.Should().Be(15.0 / 16);
        scores.AveragePrecision.Should().Be(AveragePrecision.Compute(logits));
        scores.EqualErrorRate.Should().Be(0.25);
        scores.TruePositiveRateAtOnePercent.Should().Be(0.75);
        scores.BrierScore.Should().Be(BrierScore.Compute(probabilities));
        scores.UncalibratedBrierScore.Should().Be(BrierScore.Compute(raw));
        scores.CalibrationError.Should().Be(ReliabilityDiagram.Of(probabilities).ExpectedCalibrationError);
        scores.UncalibratedCalibrationError.Should().Be(ReliabilityDiagram.Of(raw).ExpectedCalibrationError);
    }

    [Fact]
    public void Pictures_that_a_detector_was_trained_with_are_left_out_and_counted()
    {
        byte[] pixels = new byte[50 * TestData.Shape.ValueCount];
        for (int i = 0; i < 50; i++)
        {
            (i < 20 ? _setting.Training : _setting.Test).CopyImage(i, pixels.AsSpan(i * TestData.Shape.ValueCount, TestData.Shape.ValueCount));
        }

        ImageDataset mixed = new("mixed", TestData.Shape, pixels, new int[50], ["one"]);
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });

        DetectionReport report = DetectorEvaluator.Evaluate([detector], mixed, [_setting.First]);

        (report.RealCount, report.LeftOut).Should().Be((30, 20));
        Action onTraining = () => DetectorEvaluator.Evaluate([detector], _setting.Training, [_setting.First]);
        onTraining.Should().Throw<GanConfigurationException>().WithMessage("*trained with 120*held out*");
    }

    [Fact]
    public void The_robustness_grid_distorts_both_classes_alike()
    {
        List<long> counts = [];
        PictureDistortion grey = new("grey", (bytes, _) =>
        {
            counts.Add(bytes.shape[0]);
            return torch.full_like(bytes, 128);
        });
        PictureDistortion nothing = new("nothing", (bytes, _) => bytes.clone());
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 2 });

        DetectorReport report = DetectorEvaluator.Evaluate([detector], _setting.Test, [_setting.First, _setting.Second], [nothing, grey]).Detectors[0];

        report.Distortions.Select(distortion => distortion.Distortion).Should().Equal("nothing", "grey");
        report.Distortions[0].Scores.Should().Be(report.Overall);
        report.Distortions[1].Scores.Auc.Should().BeApproximately(0.5, 1e-9, "equal pictures cannot be told apart");
        counts.Should().Equal(200);
    }

    [Fact]
    public void Examples_are_the_pictures_with_the_highest_and_the_lowest_probabilities()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });

        DetectorReport report = DetectorEvaluator.Evaluate([detector], _setting.Test, [_setting.First]).Detectors[0];

        report.MostSuspicious.Should().HaveCount(16);
        report.MostSuspicious.Take(8).Should().OnlyContain(example => !example.IsFake && example.Source == _setting.Test.Name)
            .And.BeInDescendingOrder(example => example.Probability);
        report.LeastSuspicious.Skip(8).Should().OnlyContain(example => example.IsFake && example.Source == "first")
            .And.BeInAscendingOrder(example => example.Probability);
        report.MostSuspicious[0].Probability.Should().BeApproximately(detector.Score(_setting.Test).Max(), 1e-9);
        detector.Score(report.MostSuspicious[9].Pixels).Should().BeApproximately(report.MostSuspicious[9].Probability, 1e-5);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        Action evaluate = () => DetectorEvaluator.Evaluate([], TestData.Pictures(5), []);
        evaluate.Should().Throw<GanConfigurationException>().Which.Problems.Should().HaveCount(3);
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        using RealFakeDetector detector = _setting.Train(DetectorSetting.Options with { Epochs = 1 });
        PictureDistortion copy = new("copy", (bytes, _) => bytes.clone());
        DetectorEvaluator.Evaluate([detector], _setting.Test, [_setting.First], [copy]);
        long before = LiveTensors.Count;
        DetectorEvaluator.Evaluate([detector], _setting.Test, [_setting.First], [copy]);
        LiveTensors.Count.Should().Be(before);
    }
}
