namespace Gan.Core.Tests.Training;

/// <summary>All options at once: whatever they are, a run goes on exactly as it would have gone, and only with the same ones.</summary>
public class EverythingOnTests
{
    private static readonly LightGeneratorOptions Generator = new()
    {
        Latent = new LatentSpace(6, LatentDistribution.Normal) { Truncation = 2 },
        ImageShape = TestData.Shape,
        Channels = [8, 4],
        ClassCount = 2,
    };

    private static readonly LightDiscriminatorOptions Discriminator = new() { ImageShape = TestData.Shape, Channels = [8, 4], ClassCount = 2 };

    public static TheoryData<string> Changes => [.. OtherRuns.Keys];

    private static SortedDictionary<string, Func<GanBuilder, GanBuilder>> OtherRuns { get; } = new()
    {
        ["loss"] = builder => builder.WithLoss(AdversarialLosses.TopK(AdversarialLosses.LeastSquares)),
        ["penalties"] = builder => builder.WithPenalty(Penalties.R2(0.1)),
        ["augmentations"] = builder => builder.WithAugmentation(Augmentations.Flip()),
        ["joinBatches"] = builder => builder.WithJoinedBatches(false),
        ["gradientParts"] = builder => builder.WithGradientParts(1),
        ["discriminatorSteps"] = builder => builder.WithDiscriminatorSteps(1),
        ["averaging"] = builder => builder.WithAveraging(new AveragingOptions { HalfLife = 20, Ramp = 5 }),
        ["learningRateSchedule"] = builder => builder.WithLearningRateSchedule(Schedule.Constant),
        ["maxGradientNorm"] = builder => builder.WithGradientClipping(null, 3),
        ["frozenDiscriminator"] = builder => builder.WithFrozen(discriminator: "blocks.0"),
        ["horizontalFlip"] = builder => builder.WithHorizontalFlip(false),
        ["spectralNorm"] = builder => builder.WithDiscriminator(Discriminator with { SpectralNorm = 1 }),
        ["truncation"] = builder => builder.WithGenerator(Generator with { Latent = Generator.Latent with { Truncation = 3 } }),
    };

    [Fact]
    public void A_run_that_was_interrupted_ends_with_the_bits_of_one_that_was_not()
    {
        using TemporaryFolder folder = new();
        using GanTrainer whole = Everything().Build();
        whole.Train(Pictures());
        using (GanTrainer first = Everything().SaveTo(folder.File("run")).Observe(new RecordingObserver
        {
            Tick = trainer => trainer.RequestStop("enough"),
        }).Build())
        {
            first.Train(Pictures());
            first.Position.Step.Should().BeLessThan(whole.Position.Step);
        }

        using GanTrainer second = Everything().SaveTo(folder.File("run")).Build();
        second.Train(Pictures());
        second.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
        second.SampledGenerator.Network.Bits().Should().Equal(whole.SampledGenerator.Network.Bits());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Another_option_is_refused_by_its_name_and_changes_what_is_learnt(string option)
    {
        using TemporaryFolder folder = new();
        using GanTrainer trainer = Everything().WithEpochs(1).SaveTo(folder.File("run")).Build();
        trainer.Train(Pictures());
        using (GanTrainer other = OtherRuns[option](Everything()).SaveTo(folder.File("run")).Build())
        {
            FluentActions.Invoking(() => other.Train(Pictures())).Should().Throw<GanException>().WithMessage($"*{option}*");
        }

        using GanTrainer alone = OtherRuns[option](Everything().WithEpochs(1)).Build();
        alone.Train(Pictures());
        string[] mine = [.. trainer.CaptureState().Bits().Values], theirs = [.. alone.CaptureState().Bits().Values];
        theirs.Should().NotEqual(mine);
    }

    private static ImageDataset Pictures() => TestData.Pictures(count: 20, classes: 2);

    private static GanBuilder Everything() => TestData.Gan()
        .WithGenerator(Generator)
        .WithDiscriminator(Discriminator)
        .WithLoss(AdversarialLosses.TopK(AdversarialLosses.Hinge))
        .WithPenalty(Penalties.R1(0.1, every: 2))
        .WithPenalty(Penalties.GradientPenalty())
        .WithPenalty(() => Penalties.LeCam(startStep: 1))
        .WithPenalty(Penalties.BalancedConsistency())
        .WithDiffAugment(cutout: true)
        .WithAugmentation(Augmentations.Adaptive(target: -0.5, images: 40, interval: 1))
        .WithAugmentation(Augmentations.Noise())
        .WithJoinedBatches()
        .WithGradientParts(2)
        .WithDiscriminatorSteps(2)
        .WithAveraging(new AveragingOptions { HalfLife = 20, HalfLifeSchedule = Schedule.Linear(0.5, 1), StatisticsImages = 16 })
        .WithLearningRateSchedule(Schedule.Cosine(1, 0.1).WithWarmUp(2))
        .WithGradientClipping(2, 2)
        .WithFrozen(discriminator: "blocks.1")
        .WithHorizontalFlip();
}
