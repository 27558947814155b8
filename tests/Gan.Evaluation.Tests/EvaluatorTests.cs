using TorchSharp;

namespace Gan.Evaluation.Tests;

public sealed class EvaluatorTests : IDisposable
{
    private static readonly ImageShape Shape = new(3, 32, 32);

    private readonly ImageDataset _training = SyntheticImages.Create(120, Shape, seed: 1);
    private readonly ImageDataset _heldOut = SyntheticImages.Create(60, Shape, seed: 2);
    private readonly RandomConvFeatures _features = new();
    private readonly IGenerator _generator =
        new TransposedConvGeneratorOptions { ImageShape = Shape, Channels = [8, 4] }.Create(seed: 3);

    public void Dispose()
    {
        _features.Dispose();
        _generator.Dispose();
    }

    [Fact]
    public void An_untrained_generator_is_far_above_the_noise_floor_by_every_distance()
    {
        using Evaluator evaluator = Create();

        EvaluationResult floor = evaluator.MeasureNoiseFloor(), result = evaluator.Evaluate(_generator);

        (floor.Count, result.Count, result.ReferenceCount, result.Seed).Should().Be((60, 60, 120, 0L));
        result.Scores[0].FrechetDistance.Should().BeGreaterThan(3 * floor.Scores[0].FrechetDistance);
        result.Scores[0].KernelDistance.Mean.Should().BeGreaterThan(0.01 + floor.Scores[0].KernelDistance.Mean);
        result.Scores[0].PrecisionRecall.Coverage.Should().BeLessThan(floor.Scores[0].PrecisionRecall.Coverage);
        result.Scores[0].NearestNeighbours.Accuracy.Should().BeGreaterThan(0.9);
        result.SlicedWasserstein.Average.Should().BeGreaterThan(floor.SlicedWasserstein.Average);
        result.Memorization!.NearDuplicates.Should().Be(0);
        floor.Memorization.Should().BeNull();
    }

    [Fact]
    public void Numbers_name_their_extractor_and_equal_those_of_the_metric_alone()
    {
        using Evaluator evaluator = Create();

        FeatureScores scores = evaluator.Evaluate(_generator).Scores.Should().ContainSingle().Subject;

        using torch.Tensor pictures = PictureBytes.Sample(_generator, 60);
        using Features real = _features.ExtractFrom(_training), generated = _features.ExtractFrom(pictures, "generated");
        (scores.Extractor, scores.Fingerprint, scores.FeatureCount).Should().Be((_features.Name, _features.Fingerprint, _features.Size));
        scores.FrechetDistance.Should().Be(FrechetDistance.Compute(real, generated));
        scores.KernelDistance.Should().Be(KernelDistance.Compute(real, generated));
    }

    [Fact]
    public void Measuring_again_gives_the_same_numbers()
    {
        using Evaluator first = Create(), second = Create();

        EvaluationResult result = first.Evaluate(_generator);

        second.Evaluate(_generator).Should().BeEquivalentTo(result, options => options.WithStrictOrdering());
        first.Evaluate(_generator).Should().BeEquivalentTo(result, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Another_seed_generates_other_pictures()
    {
        using Evaluator first = Create(), second = Create(new EvaluationOptions { Seed = 7 });

        second.Evaluate(_generator).Scores[0].FrechetDistance.Should().NotBe(first.Evaluate(_generator).Scores[0].FrechetDistance);
    }

    [Fact]
    public void Few_pictures_and_a_floor_of_another_number_are_warned_of()
    {
        using Evaluator evaluator = Create(new EvaluationOptions { Samples = 80, MaxReference = 100 });

        EvaluationResult result = evaluator.Evaluate(_generator);

        result.Warnings.Should().HaveCount(3);
        result.Warnings[0].Should().StartWith("80 pictures are few");
        result.Warnings[1].Should().Contain("60 pictures");
        result.Warnings[2].Should().Contain("100 of 120 training pictures");
        result.ReferenceCount.Should().Be(100);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        Action create = () => _ = new Evaluator(
            _training, TestData.Pictures(5), [], new EvaluationOptions { Samples = 3, MaxReference = 1 });

        create.Should().Throw<EvaluationException>().Which.Message.Should()
            .Contain("8×8").And.Contain("has 5 pictures").And.Contain("no feature extractor").And.Contain("3 samples")
            .And.Contain("1 pictures");
    }

    [Fact]
    public void The_training_pictures_themselves_are_no_noise_floor()
    {
        Action create = () => _ = new Evaluator(_training, _training, [_features]);
        create.Should().Throw<EvaluationException>().WithMessage("*held out of training*");
    }

    [Fact]
    public void A_generator_of_another_shape_is_refused()
    {
        using Evaluator evaluator = Create();
        using IGenerator small = TestData.Transposed.Create(seed: 1);

        Action evaluate = () => evaluator.Evaluate(small);

        evaluate.Should().Throw<EvaluationException>().WithMessage("*8×8*32×32*");
    }

    [Fact]
    public void Stages_are_told_in_order_and_cancelling_ends_between_two()
    {
        using Evaluator evaluator = Create();
        using CancellationTokenSource source = new();
        List<EvaluationProgress> told = [];
        Recorder progress = new(told, at => { if (at.Step == 2) { source.Cancel(); } });

        Action evaluate = () => evaluator.Evaluate(_generator, progress, source.Token);

        evaluate.Should().Throw<OperationCanceledException>();
        told.Select(at => at.Step).Should().Equal(0, 1, 2);
        told.Should().OnlyContain(at => at.Steps == 6);
        evaluator.Evaluate(_generator, new Recorder(told, _ => { }));
        told[^1].Should().Be(new EvaluationProgress("done", 6, 6));
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        Measure();
        long before = LiveTensors.Count;
        Measure();
        LiveTensors.Count.Should().Be(before);
    }

    private void Measure()
    {
        using Evaluator evaluator = Create();
        evaluator.MeasureNoiseFloor();
        evaluator.Evaluate(_generator);
    }

    private Evaluator Create(EvaluationOptions? options = null) => new(_training, _heldOut, [_features], options);

    private sealed class Recorder(List<EvaluationProgress> told, Action<EvaluationProgress> then) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            told.Add(value);
            then(value);
        }
    }
}
