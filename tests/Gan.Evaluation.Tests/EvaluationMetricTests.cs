using Gan.Evaluation.Tests.Training;

namespace Gan.Evaluation.Tests;

public class EvaluationMetricTests
{
    private static readonly EvaluationMetric F1 = EvaluationMetric.OfScores(
        "f1", "F1 of precision and recall", MetricDirection.Higher, scores => scores.PrecisionRecall.Precision * scores.PrecisionRecall.Recall);

    private static readonly EvaluationMetric Spread = EvaluationMetric.OfFeatures(
        "spread", "spread", MetricDirection.NearTarget, (real, generated) => Diversity.MeanDistance(generated) / Diversity.MeanDistance(real))
        with
    { Target = 1 };

    private static readonly EvaluationMetric Brightness = EvaluationMetric.OfPictures(
        "brightness", "brightness", MetricDirection.NearReal, (_, generated) => generated.to(TorchSharp.torch.ScalarType.Float64).mean().item<double>());

    [Fact]
    public void Every_metric_has_a_name_of_its_own_and_is_found_by_it()
    {
        EvaluationMetrics.All.Select(metric => metric.Name).Should().Equal(
            "frechet_distance", "kernel_distance", "precision", "recall", "density", "coverage", "nearest_neighbour_accuracy", "classifier_accuracy",
            "sliced_wasserstein", "colour_distance", "mean_similarity", "near_duplicates", "training_distance_rank");
        EvaluationMetrics.All.Should().OnlyContain(metric => EvaluationMetrics.Find(metric.Name) == metric);
        EvaluationMetrics.Find("beauty").Should().BeNull();
    }

    [Theory]
    [InlineData("recall", 0.6, 0.5, true)]
    [InlineData("frechet_distance", 0.6, 0.5, false)]
    [InlineData("frechet_distance", 0.5, double.NaN, true)]
    [InlineData("frechet_distance", double.NaN, 0.5, false)]
    [InlineData("density", 0.6, 0.5, false)]
    [InlineData("density", 0.5, 0.6, false)]
    public void The_direction_says_what_is_better(string name, double value, double other, bool isBetter) =>
        EvaluationMetrics.Find(name)!.IsBetter(value, other).Should().Be(isBetter);

    [Theory]
    [InlineData("classifier_accuracy")]
    [InlineData("nearest_neighbour_accuracy")]
    [InlineData("training_distance_rank")]
    public void What_tells_nothing_apart_is_best_at_one_half_and_not_below_it(string name)
    {
        EvaluationMetric metric = EvaluationMetrics.Find(name)!;
        metric.IsBetter(0.5, 0.3).Should().BeTrue();
        metric.IsBetter(0.45, 0.6).Should().BeTrue();
        metric.IsBetter(0.25, 0.75).Should().BeFalse("both are as far off");
        metric.IsBetter(0.75, 0.25).Should().BeFalse("both are as far off");
    }

    [Fact]
    public void People_read_the_kernel_distance_times_a_thousand()
    {
        EvaluationMetric.KernelDistance.Title.Should().Be("kernel distance (KID) × 1000");
        EvaluationMetric.KernelDistance.Shown(0.012).Should().Be(12);
        EvaluationMetric.Recall.Title.Should().Be("recall");
    }

    [Fact]
    public void Real_is_what_held_out_pictures_get()
    {
        using RandomConvFeatures features = new();
        using Evaluator evaluator = new(MeasuredGan.Training, MeasuredGan.HeldOut, [features]);
        using GanTrainer gan = MeasuredGan.Builder().Build();
        EvaluationResult floor = evaluator.MeasureNoiseFloor(), result = evaluator.Evaluate(gan.Generator);

        IReadOnlyList<EvaluationValue> values = EvaluationMetrics.Read(result, floor);

        values.Select(value => value.Metric).Should().Equal(EvaluationMetrics.All);
        Real(EvaluationMetric.MeanSimilarity).Should().Be(floor.MeanSimilarity).And.NotBe(result.ReferenceMeanSimilarity);
        Real(EvaluationMetric.ClassifierAccuracy).Should().Be(floor.Scores[0].Classifier.Accuracy);
        Real(EvaluationMetric.NearDuplicates).Should().Be(result.Memorization!.HeldOutNearDuplicates);
        Real(EvaluationMetric.TrainingDistanceRank).Should().Be(0.5);

        double Real(EvaluationMetric metric) => values.Single(value => value.Metric == metric).Real;
    }

    [Fact]
    public void Metrics_of_ones_own_are_measured_beside_the_others()
    {
        using RandomConvFeatures features = new();
        using Evaluator evaluator = new(
            MeasuredGan.Training, MeasuredGan.HeldOut, [features], new EvaluationOptions { Metrics = [F1, Spread, Brightness] });
        using GanTrainer gan = MeasuredGan.Builder().Build();
        evaluator.Evaluate(gan.Generator);
        long before = LiveTensors.Count;

        EvaluationResult floor = evaluator.MeasureNoiseFloor(), result = evaluator.Evaluate(gan.Generator);

        LiveTensors.Count.Should().Be(before, "what a metric makes is disposed for it");
        IReadOnlyList<EvaluationValue> values = EvaluationMetrics.Read(result, floor);
        values.Should().HaveCount(EvaluationMetrics.All.Count + 3);
        values.Single(value => value.Metric == Spread).Should().Be(
            new EvaluationValue
            {
                Metric = Spread,
                Value = result.Scores[0].Own["spread"],
                Real = floor.Scores[0].Own["spread"],
                Extractor = features.Name,
                Fingerprint = features.Fingerprint,
            });
        values.Single(value => value.Metric == F1).Value.Should().Be(F1.Read(result)!.Value);
        values[^1].Should().Be(new EvaluationValue
        {
            Metric = Brightness,
            Value = result.Own["brightness"],
            Real = floor.Own["brightness"],
            Extractor = "pixels",
            Fingerprint = "",
        });
        Spread.IsBetter(1.1, 0.8).Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("F1")]
    [InlineData("f1,")]
    public void What_cannot_name_a_metric_in_files_is_refused(string name)
    {
        Action create = () => EvaluationMetric.OfScores(name, "words", MetricDirection.Higher, scores => scores.FrechetDistance);
        create.Should().Throw<ArgumentException>().WithMessage($"'{name}' cannot name a metric*");
    }

    [Fact]
    public void Two_metrics_of_one_name_are_refused()
    {
        EvaluationMetric taken = EvaluationMetric.OfScores("recall", "my recall", MetricDirection.Higher, scores => scores.PrecisionRecall.Recall);
        using RandomConvFeatures features = new();
        Action create = () => _ = new Evaluator(MeasuredGan.Training, MeasuredGan.HeldOut, [features], new EvaluationOptions { Metrics = [taken] });
        create.Should().Throw<EvaluationException>().WithMessage("*two metrics are called 'recall'*");
    }
}
