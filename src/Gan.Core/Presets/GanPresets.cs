namespace Gan.Core;

/// <summary>
/// Whole recipes, each a builder on which everything can still be changed: the three models of the source project, "Deep Fake Image
/// Generation Using Deep Convolutional Generative Adversarial Network" (George Mason University, 2020), and presets of our own that draw
/// better pictures in less time.
/// </summary>
/// <remarks>
/// <para>
/// The source's three: latent vectors of 100 numbers uniform on [−1, 1); batches of 32; 800 epochs; binary cross-entropy; the same
/// discriminator; Glorot uniform weights; batch normalisation with Keras's momentum 0.8 and epsilon 0.001.
/// </para>
/// <para>
/// An epoch here is one pass over the 5,000 dogs: 156 full batches. The source's log suggests that its own "epoch" was about 100 batches.
/// The source's code was never published; where its text is silent each preset says what was chosen.
/// </para>
/// </remarks>
public static class GanPresets
{
    /// <summary>
    /// The first model: up-sampling and convolution in the generator; Adam at 0.001 with β1 0.9. The source does not state this model's
    /// rate: Keras's default is inferred, as the other two are its "tuned" ones and this one's loss "varies drastically".
    /// </summary>
    /// <returns>A new builder.</returns>
    public static GanBuilder Baseline() => Source(new UpsamplingGeneratorOptions(), new AdamOptions(0.001, 0.9));

    /// <summary>
    /// The second model: transposed convolutions in the generator (the source gives no widths; ours are 256 at 4×4, then 128); Adam at
    /// 0.0002 with β1 0.5.
    /// </summary>
    /// <returns>A new builder.</returns>
    public static GanBuilder LearningRate0002() => Source(new TransposedConvGeneratorOptions(), new AdamOptions(0.0002, 0.5));

    /// <summary>The third model, the source's best: as <see cref="LearningRate0002"/>, with Adam at 0.0003.</summary>
    /// <returns>A new builder.</returns>
    public static GanBuilder LearningRate0003() => Source(new TransposedConvGeneratorOptions(), new AdamOptions(0.0003, 0.5));

    /// <summary>
    /// Dogs in minutes on two CPU cores: the light pair, hinge loss, spectral normalisation, augmentation of what the discriminator sees,
    /// and an averaged generator. What it costs and scores is in docs/presets.md.
    /// </summary>
    /// <remarks>
    /// Batches of 32, 62 epochs of the 5,000 dogs; Adam with β1 0 and β2 0.9 at 0.0002 for the generator and 0.0004 for the
    /// discriminator, with a warm-up of 100 steps and a fall to a tenth in the last quarter, of the epochs or of the time
    /// (<see cref="GanBuilder.WithTimeBudget"/>). 1.2 million weights in the generator, 1.4 in the discriminator.
    /// </remarks>
    /// <returns>A new builder.</returns>
    public static GanBuilder QuickDogs() => Light(new LightGeneratorOptions(), new LightDiscriminatorOptions()).WithEpochs(62);

    /// <summary>
    /// All ten classes of CIFAR-10, each of which can be asked for: the light pair with batch normalisation of each class's own in the
    /// generator (de Vries et al. 2017) and a projection in the discriminator (Miyato and Koyama 2018). It needs a data set of ten classes.
    /// </summary>
    /// <returns>A new builder.</returns>
    public static GanBuilder ConditionalCifar10() =>
        Light(new LightGeneratorOptions { ClassCount = 10 }, new LightDiscriminatorOptions { ClassCount = 10 }).WithEpochs(12);

    /// <summary>
    /// The presets by the short names that the console demo uses: <c>baseline</c>, <c>lr0002</c>, <c>lr0003</c>, <c>quick-dogs</c> and
    /// <c>conditional-cifar10</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, Func<GanBuilder>> ByName { get; } = new SortedDictionary<string, Func<GanBuilder>>(StringComparer.OrdinalIgnoreCase)
    {
        ["baseline"] = Baseline,
        ["lr0002"] = LearningRate0002,
        ["lr0003"] = LearningRate0003,
        ["quick-dogs"] = QuickDogs,
        ["conditional-cifar10"] = ConditionalCifar10,
    };

    private static GanBuilder Light(LightGeneratorOptions generator, LightDiscriminatorOptions discriminator) => new GanBuilder()
        .WithGenerator(generator)
        .WithDiscriminator(discriminator)
        .WithLoss(AdversarialLosses.Hinge)
        .WithDiffAugment()
        .WithHorizontalFlip()
        .WithJoinedBatches()
        .WithAveraging()
        .WithOptions(options => options with
        {
            BatchSize = 32,
            GeneratorOptimizer = LightAdam(0.0002),
            DiscriminatorOptimizer = LightAdam(0.0004),
        });

    private static AdamOptions LightAdam(double learningRate) => new(learningRate, 0)
    {
        Beta2 = 0.9,
        LearningRateSchedule = Schedule.Linear(1, 0.1, from: 0.75).WithWarmUp(100),
    };

    private static GanBuilder Source(GeneratorOptions generator, AdamOptions optimizer) => new GanBuilder()
        .WithGenerator(generator)
        .WithDiscriminator(new ConvDiscriminatorOptions())
        .WithLoss(AdversarialLosses.BinaryCrossEntropy)
        .WithOptions(options => options with
        {
            Epochs = 800,
            BatchSize = 32,
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = optimizer,
        });
}
