using Gan.Core;

namespace Gan.Recipes;

/// <summary>Techniques, each switched on or off in the preset QuickDogs, which is the first of them.</summary>
internal static class Recipes
{
    /// <summary>The name of the preset as it is.</summary>
    public const string Base = "quick-dogs";

    private static readonly LightGeneratorOptions Generator = new();
    private static readonly LightDiscriminatorOptions Discriminator = new();

    /// <summary>All of them by name: "no …" takes something away from the preset, "…" adds to it or replaces something.</summary>
    public static IReadOnlyDictionary<string, Func<GanBuilder, GanBuilder>> All { get; } = new Dictionary<string, Func<GanBuilder, GanBuilder>>
    {
        [Base] = builder => builder,
        ["no augmentation"] = _ => Bare(),
        ["colour only"] = _ => Bare().WithDiffAugment(translation: false),
        ["translation only"] = _ => Bare().WithDiffAugment(colour: false),
        ["cutout too"] = builder => builder.WithAugmentation(Augmentations.Cutout()),
        ["adaptive augmentation"] = _ => Bare().WithAugmentation(Augmentations.Adaptive(images: 100_000)),
        ["no flips"] = builder => builder.WithHorizontalFlip(false),
        ["no spectral norm"] = builder => builder.WithDiscriminator(Discriminator with { SpectralNorm = null }),
        ["spectral norm 1"] = builder => builder.WithDiscriminator(Discriminator with { SpectralNorm = 1 }),
        ["R1 instead of spectral norm"] = builder => builder.WithDiscriminator(Discriminator with { SpectralNorm = null })
            .WithPenalty(Penalties.R1(0.1, every: 4)),
        ["no average"] = builder => builder.WithOptions(options => options with { Averaging = null }),
        ["average without its statistics"] = builder => builder.WithAveraging(new AveragingOptions { StatisticsImages = 0 }),
        ["one rate"] = builder => builder.WithLearningRates(0.0002, 0.0002),
        ["beta 0.5 and 0.999"] = builder => builder.WithOptions(options => options with
        {
            GeneratorOptimizer = options.GeneratorOptimizer with { Beta1 = 0.5, Beta2 = 0.999 },
            DiscriminatorOptimizer = options.DiscriminatorOptimizer with { Beta1 = 0.5, Beta2 = 0.999 },
        }),
        ["no schedule"] = builder => builder.WithLearningRateSchedule(Schedule.Constant),
        ["non-saturating"] = builder => builder.WithLoss(AdversarialLosses.BinaryCrossEntropy),
        ["least squares"] = builder => builder.WithLoss(AdversarialLosses.LeastSquares),
        ["relativistic pairing, R1, R2"] = builder => builder.WithDiscriminator(Discriminator with { SpectralNorm = null })
            .WithLoss(AdversarialLosses.RelativisticPairing).WithPenalty(Penalties.R1(0.1, every: 4)).WithPenalty(Penalties.R2(0.1, every: 4)),
        ["top-k"] = builder => builder.WithLoss(AdversarialLosses.TopK(AdversarialLosses.Hinge)),
        ["LeCam"] = builder => builder.WithPenalty(() => Penalties.LeCam(startStep: 500)),
        ["bCR"] = builder => builder.WithPenalty(Penalties.BalancedConsistency()),
        ["batch 16"] = builder => builder.WithBatchSize(16),
        ["batch 64"] = builder => builder.WithBatchSize(64),
        ["sndcgan discriminator"] = builder => builder.WithDiscriminator(new SndcganDiscriminatorOptions()),
        ["residual pair"] = builder => builder.WithGenerator(new ResidualGeneratorOptions { Channels = [128, 128, 128, 128] })
            .WithDiscriminator(new ResidualDiscriminatorOptions()),
    };

    /// <summary>The preset without augmentation, which a builder cannot take back.</summary>
    private static GanBuilder Bare()
    {
        GanBuilder preset = GanPresets.QuickDogs();
        return new GanBuilder().WithGenerator(Generator).WithDiscriminator(Discriminator).WithLoss(preset.Loss).WithOptions(_ => preset.Options);
    }
}
