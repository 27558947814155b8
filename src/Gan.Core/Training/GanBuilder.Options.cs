namespace Gan.Core;

/// <content>What can be written to JSON: each is one of <see cref="Options"/>.</content>
public sealed partial class GanBuilder
{
    /// <summary>Changes any option: <c>.WithOptions(o => o with { StepsPerTick = 10 })</c>.</summary>
    /// <param name="change">Gives the new options for the old.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithOptions(Func<GanOptions, GanOptions> change)
    {
        Options = change(Options);
        return this;
    }

    /// <summary>Sets the passes over the data set.</summary>
    /// <param name="epochs">At least 1.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithEpochs(int epochs) => WithOptions(options => options with { Epochs = epochs });

    /// <summary>Ends the run in order when it has trained for a time; see <see cref="GanOptions.TimeBudget"/>.</summary>
    /// <param name="time">Above zero.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithTimeBudget(TimeSpan time) => WithOptions(options => options with { TimeBudget = time });

    /// <summary>Sets the real pictures in a step.</summary>
    /// <param name="batchSize">At least 2.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithBatchSize(int batchSize) => WithOptions(options => options with { BatchSize = batchSize });

    /// <summary>Sets the seed of every random draw.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithSeed(long seed) => WithOptions(options => options with { Seed = seed });

    /// <summary>Sets the learning rate of both networks.</summary>
    /// <param name="learningRate">Above 0.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithLearningRate(double learningRate) => WithLearningRates(learningRate, learningRate);

    /// <summary>Sets a learning rate for each network (Heusel et al. 2017).</summary>
    /// <param name="generator">The generator's, above 0.</param>
    /// <param name="discriminator">The discriminator's, above 0.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithLearningRates(double generator, double discriminator) => WithOptions(options => options with
    {
        GeneratorOptimizer = options.GeneratorOptimizer with { LearningRate = generator },
        DiscriminatorOptimizer = options.DiscriminatorOptimizer with { LearningRate = discriminator },
    });

    /// <summary>Sets the turns of the discriminator in a step.</summary>
    /// <param name="turns">At least 1.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithDiscriminatorSteps(int turns) => WithOptions(options => options with { DiscriminatorSteps = turns });

    /// <summary>
    /// Keeps a second generator as the moving average of the trained one, and makes pictures, measurements and files of it.
    /// </summary>
    /// <param name="averaging">How fast it follows; null for the defaults.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithAveraging(AveragingOptions? averaging = null) =>
        WithOptions(options => options with { Averaging = averaging ?? new AveragingOptions() });

    /// <summary>Changes a network's learning rate while the run goes on.</summary>
    /// <param name="generator">The factor of the generator's rate.</param>
    /// <param name="discriminator">The factor of the discriminator's rate; null for the same one.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithLearningRateSchedule(Schedule generator, Schedule? discriminator = null) => WithOptions(options => options with
    {
        GeneratorOptimizer = options.GeneratorOptimizer with { LearningRateSchedule = generator },
        DiscriminatorOptimizer = options.DiscriminatorOptimizer with { LearningRateSchedule = discriminator ?? generator },
    });

    /// <summary>Lets real and generated pictures pass the discriminator as one batch; see <see cref="GanOptions.JoinBatches"/>.</summary>
    /// <param name="on">Whether they do.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithJoinedBatches(bool on = true) => WithOptions(options => options with { JoinBatches = on });

    /// <summary>Cuts batches into parts whose gradients add up; see <see cref="GanOptions.GradientParts"/>.</summary>
    /// <param name="parts">At least 1, a divisor of the batch size.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithGradientParts(int parts) => WithOptions(options => options with { GradientParts = parts });

    /// <summary>Shortens gradients that are longer than a norm; see <see cref="AdamOptions.MaxGradientNorm"/>.</summary>
    /// <param name="generator">The largest norm of the generator's gradients, above 0; null for no limit.</param>
    /// <param name="discriminator">The largest norm of the discriminator's gradients, above 0; null for no limit.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithGradientClipping(double? generator, double? discriminator) => WithOptions(options => options with
    {
        GeneratorOptimizer = options.GeneratorOptimizer with { MaxGradientNorm = generator },
        DiscriminatorOptimizer = options.DiscriminatorOptimizer with { MaxGradientNorm = discriminator },
    });

    /// <summary>Keeps weights as they are: for networks that start from others (<see cref="TransferExtensions.StartFrom"/>).</summary>
    /// <param name="generator">Layers or weights of the generator, separated by commas; empty for none.</param>
    /// <param name="discriminator">
    /// Layers or weights of the discriminator, separated by commas; empty for none. Its first layers: FreezeD.
    /// </param>
    /// <returns>This builder.</returns>
    public GanBuilder WithFrozen(string generator = "", string discriminator = "") =>
        WithOptions(options => options with { FrozenGenerator = generator, FrozenDiscriminator = discriminator });

    /// <summary>Mirrors each real picture left to right with probability 1/2 whenever it is shown.</summary>
    /// <param name="on">Whether it is done.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithHorizontalFlip(bool on = true) => WithOptions(options => options with { HorizontalFlip = on });

    /// <summary>Lets matrix products and convolutions on CUDA round to TF32; see <see cref="GanOptions.AllowTf32"/>.</summary>
    /// <param name="on">Whether they may.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithTf32(bool on = true) => WithOptions(options => options with { AllowTf32 = on });

    /// <summary>Sets in what numbers the networks compute.</summary>
    /// <param name="precision">The precision; weights and files are float32 in any case.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithPrecision(Precision precision) => WithOptions(options => options with { Precision = precision });
}
