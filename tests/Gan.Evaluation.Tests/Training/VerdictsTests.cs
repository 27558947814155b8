using Metric = Gan.Evaluation.EvaluationMetric;

namespace Gan.Evaluation.Tests.Training;

public class VerdictsTests
{
    private static readonly Dictionary<Metric, (double Value, double Real)> Healthy = new()
    {
        [Metric.KernelDistance] = (0.02, 0.001),
        [Metric.Precision] = (0.6, 0.7),
        [Metric.Recall] = (0.4, 0.7),
        [Metric.ClassifierAccuracy] = (0.8, 0.5),
        [Metric.MeanSimilarity] = (0.12, 0.08),
        [Metric.NearDuplicates] = (0.01, 0.01),
        [Metric.TrainingDistanceRank] = (0.45, 0.5),
    };

    [Fact]
    public void A_healthy_run_has_none() =>
        Verdicts.Of(History(0.7, 0.3), [Entry(2), Entry(4), Entry(6), Entry(8), Entry(10)]).Should().BeEmpty();

    [Fact]
    public void A_run_without_measurements_is_judged_by_its_scores() =>
        Verdicts.Of(History(0.99, 0.01), []).Should().ContainSingle().Which.Text.Should().StartWith(
            "The discriminator separates perfectly: D(x) 0.99 and D(G(z)) 0.01 over the last 20 ticks. The generator hardly learns any more: lower the discriminator's learning rate");

    [Theory]
    [InlineData(0.94, 0.01, 20)]
    [InlineData(0.99, 0.06, 20)]
    [InlineData(0.99, 0.01, 19)]
    public void Nearly_perfect_or_not_for_long_is_no_verdict(double real, double fake, int ticks) =>
        Verdicts.Of(History(real, fake, ticks), []).Should().BeEmpty();

    [Fact]
    public void Only_the_last_ticks_count() =>
        Verdicts.Of([.. History(0.99, 0.01), .. History(0.7, 0.3)], []).Should().BeEmpty();

    [Fact]
    public void A_discriminator_that_tells_nothing_apart_is_lost_if_a_classifier_does()
    {
        Verdicts.Of(History(0.5, 0.5), [Entry(2)]).Should().BeEmpty("real and generated may be alike");
        MustBe(VerdictKind.LostDiscriminator, History(0.5, 0.49), Entry(2, (Metric.ClassifierAccuracy, 0.97, 0.5))).Should().Contain("97%");
    }

    [Fact]
    public void Pictures_that_resemble_each_other_far_more_than_real_ones_are_a_collapse()
    {
        MustBe(VerdictKind.ModeCollapse, History(0.7, 0.3), Entry(4, (Metric.MeanSimilarity, 0.8, 0.08))).Should()
            .Contain("after epoch 4").And.Contain("0.80 similar").And.Contain("real ones 0.08").And.Contain("another seed");
        Verdicts.Of([], [Entry(4, (Metric.MeanSimilarity, 0.30, 0.08))]).Should().BeEmpty();
    }

    [Fact]
    public void Good_pictures_of_a_part_of_the_data_lack_variety()
    {
        MustBe(VerdictKind.MissingVariety, [], Entry(4, (Metric.Recall, 0.1, 0.7)))
            .Should().Contain("recall 0.10, held-out real pictures 0.70");
        Verdicts.Of([], [Entry(4, (Metric.Recall, 0.1, 0.7), (Metric.Precision, 0.1, 0.7))])
            .Should().BeEmpty("bad pictures are another matter");
        Verdicts.Of([], [Entry(4, (Metric.Recall, 0.01, 0.1))]).Should().BeEmpty("real pictures do no better");
    }

    [Fact]
    public void Near_copies_beyond_those_among_real_pictures_are_memorization()
    {
        MustBe(VerdictKind.Memorization, [], Entry(4, (Metric.NearDuplicates, 0.2, 0.01), (Metric.TrainingDistanceRank, 0.1, 0.5))).Should()
            .Contain("20.0% of its pictures").And.Contain("real pictures 1.0%").And.Contain("in 10% of pairs");
        Verdicts.Of([], [Entry(4, (Metric.NearDuplicates, 0.035, 0.01))]).Should().BeEmpty("a few more may be chance");
        Verdicts.Of([], [Entry(4, (Metric.NearDuplicates, 0.25, 0.25))]).Should().BeEmpty("the data set repeats itself");
    }

    [Fact]
    public void Numbers_that_stay_far_above_their_best_say_that_the_run_got_worse()
    {
        EvaluationEntry[] Run(params double[] distances) => [.. distances.Select((distance, i) => Entry(i + 1, (Metric.KernelDistance, distance, 0.001)))];

        Verdict verdict = Verdicts.Of([], Run(0.05, 0.02, 0.04, 0.05, 0.06)).Should().ContainSingle().Subject;
        verdict.Kind.Should().Be(VerdictKind.GotWorse);
        verdict.Text.Should().Contain("× 1000 = 20 after epoch 2 and 60 now");
        Verdicts.Of([], Run(0.05, 0.02, 0.04, 0.025, 0.06)).Should().BeEmpty("it came back in between");
        Verdicts.Of([], Run(0.0001, 0.0005, 0.0006, 0.0005)).Should().BeEmpty("all are within the noise");
    }

    private static string MustBe(VerdictKind kind, HistoryEntry[] history, EvaluationEntry entry)
    {
        Verdict verdict = Verdicts.Of(history, [entry]).Should().ContainSingle().Subject;
        verdict.Kind.Should().Be(kind);
        return verdict.Text;
    }

    private static HistoryEntry[] History(double real, double fake, int ticks = 20) =>
        [.. Enumerable.Range(1, ticks).Select(tick => new HistoryEntry
        {
            Epoch = 1,
            Step = tick,
            Images = tick * 32,
            DiscriminatorLoss = 0.5,
            GeneratorLoss = 1,
            RealScore = real,
            FakeScore = fake,
            ImagesPerSecond = 100,
        })];

    private static EvaluationEntry Entry(int epoch, params (Metric Metric, double Value, double Real)[] changes)
    {
        Dictionary<Metric, (double, double)> values = new(Healthy);
        foreach ((Metric metric, double value, double real) in changes)
        {
            values[metric] = (value, real);
        }

        return new EvaluationEntry
        {
            Epoch = epoch,
            Step = 10 * epoch,
            Samples = 1000,
            Reference = 5000,
            HeldOut = "held out",
            Seed = 0,
            Values = [.. values.Select(pair => new EvaluationValue
            {
                Metric = pair.Key,
                Value = pair.Value.Item1,
                Real = pair.Value.Item2,
                Extractor = "test",
                Fingerprint = "00",
            })],
        };
    }
}
