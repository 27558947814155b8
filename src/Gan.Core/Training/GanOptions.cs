namespace Gan.Core;

/// <summary>
/// How a GAN is trained, as numbers: everything here can be written to JSON, is compared by value, and must be the same when a run is
/// resumed (except <see cref="Epochs"/>, <see cref="TimeBudget"/>, <see cref="NonFinitePolicy"/>, <see cref="MaxRollBacks"/> and
/// <see cref="MaxResidentBytes"/>).
/// </summary>
public sealed record GanOptions
{
    /// <summary>Passes over the data set, at least 1. What does not fill a batch waits for the next pass.</summary>
    /// <value>The default value is 800.</value>
    public int Epochs { get; init; } = 800;

    /// <summary>
    /// Time after which the run ends, in order and at a tick, which is then the end of its epoch; above zero. Null for as long as the
    /// epochs take, which end it in any case. What counts is time in steps, not that of pictures and measurements, and schedules go by
    /// the share of it that is spent.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Real pictures in a turn of the discriminator, and as many generated ones; at least 2.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Turns of the discriminator in a step, each on a batch of its own, before the generator's turn; at least 1.</summary>
    /// <value>The default value is 1.</value>
    public int DiscriminatorSteps { get; init; } = 1;

    /// <summary>
    /// Fixes every random draw: initial weights, order, flips, latent vectors, dropout. The same seed on the same machine with the same
    /// thread count gives the same bits on the CPU, unless <see cref="Precision.Auto"/> chooses otherwise.
    /// </summary>
    /// <value>The default value is 0.</value>
    public long Seed { get; init; }

    /// <summary>The generator's optimizer.</summary>
    /// <value>The default value is Adam with 0.0002, β1 0.5, β2 0.999.</value>
    public AdamOptions GeneratorOptimizer { get; init; } = new();

    /// <summary>The discriminator's optimizer.</summary>
    /// <value>The default value is Adam with 0.0002, β1 0.5, β2 0.999.</value>
    public AdamOptions DiscriminatorOptimizer { get; init; } = new();

    /// <summary>How a second generator follows the trained one as its moving average; null keeps none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public AveragingOptions? Averaging { get; init; }

    /// <summary>
    /// Whether real and generated pictures pass the discriminator as one batch in its turn: faster, and with batch statistics over both,
    /// which a discriminator with batch normalisation can read the answer from.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool JoinBatches { get; init; }

    /// <summary>
    /// Into how many parts each turn's batch is cut, whose gradients add up to those of the batch, at least 1 and a divisor of
    /// <see cref="BatchSize"/>: the memory of a smaller batch for the gradients of a larger one. Batch statistics are those of a part.
    /// </summary>
    /// <value>The default value is 1.</value>
    public int GradientParts { get; init; } = 1;

    /// <summary>
    /// Weights of the generator that stay as they are: names of layers or weights, separated by commas, such as <c>dense, blocks.0</c>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public string FrozenGenerator { get; init; } = "";

    /// <summary>
    /// Weights of the discriminator that stay as they are, named as those of <see cref="FrozenGenerator"/>. Freezing its first layers
    /// when it starts from one that was trained on other pictures is FreezeD (Mo et al. 2020).
    /// </summary>
    /// <value>The default value is empty.</value>
    public string FrozenDiscriminator { get; init; } = "";

    /// <summary>
    /// In what numbers the networks compute. Networks of your own follow the type of their input, or refuse it when the trainer is built.
    /// </summary>
    /// <value>The default value is <see cref="Precision.Float32"/>.</value>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>
    /// Most steps between two ticks, at least 1; an epoch is cut into ticks of one length. At a tick the losses leave the device, and
    /// history, progress and observers are served; an epoch always ends with one.
    /// </summary>
    /// <value>The default value is 50.</value>
    public int StepsPerTick { get; init; } = 50;

    /// <summary>What to do when a loss or weight is not finite.</summary>
    /// <value>The default value is <see cref="NonFinitePolicy.Stop"/>.</value>
    public NonFinitePolicy NonFinitePolicy { get; init; } = NonFinitePolicy.Stop;

    /// <summary>
    /// Returns in a row to one earlier state under <see cref="NonFinitePolicy.RollBack"/>, at least 0; a good tick counts anew.
    /// </summary>
    /// <value>The default value is 3.</value>
    public int MaxRollBacks { get; init; } = 3;

    /// <summary>
    /// Whether each real picture is mirrored left to right with probability 1/2 whenever it is shown: as good as more pictures, where left
    /// and right mean nothing.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool HorizontalFlip { get; init; }

    /// <summary>
    /// Bytes of pictures (count × channels × height × width) up to which a data set is copied to the device whole, at least 0. Of a larger
    /// set a background thread reads a few batches ahead. Both ways train the same bits.
    /// </summary>
    /// <value>The default value is 2 GiB.</value>
    public long MaxResidentBytes { get; init; } = 2L << 30;

    /// <summary>
    /// Whether matrix products and convolutions on CUDA may round their factors to TF32 (10 bits of mantissa instead of 23), which Ampere
    /// and later GPUs compute several times as fast. Other devices ignore it.
    /// </summary>
    /// <remarks>
    /// libtorch's switches belong to the process. While a trainer with this option trains on CUDA,
    /// <c>torch.backends.cuda.matmul.allow_tf32</c> and <c>torch.backends.cudnn.allow_tf32</c> are on for all that the process computes;
    /// afterwards they are put back. Without it they stay as the process has them: libtorch's own defaults are off and on.
    /// </remarks>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowTf32 { get; init; }

    /// <summary>The part of a run that is done at a position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="stepsPerEpoch">Steps in an epoch.</param>
    /// <returns>From 0 to 1, of the epochs or of the time, whichever ends first.</returns>
    internal double ShareDone(TrainingPosition position, int stepsPerEpoch) => Math.Min(1, Math.Max(
        position.Step / ((double)Epochs * stepsPerEpoch),
        TimeBudget is { } budget ? position.TrainingTime / budget : 0));

    /// <summary>Real pictures in a step.</summary>
    internal int ImagesPerStep => BatchSize * DiscriminatorSteps;

    /// <summary>Lists what is wrong with the options.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when training can start.</returns>
    public IEnumerable<string> Validate()
    {
        if (Epochs < 1)
        {
            yield return $"the number of epochs is {Epochs}; it must be at least 1.";
        }

        if (TimeBudget <= TimeSpan.Zero)
        {
            yield return $"the time for training is {TimeBudget}; it must be above zero, or null for as long as the epochs take.";
        }

        if (BatchSize < 2)
        {
            yield return $"the batch size is {BatchSize}; it must be at least 2 (32 is usual), since batch normalisation needs more than one picture.";
        }

        if (DiscriminatorSteps < 1)
        {
            yield return $"the discriminator has {DiscriminatorSteps} turns in a step; there must be at least 1.";
        }

        if (GradientParts < 1 || (BatchSize >= 2 && (BatchSize % GradientParts != 0 || BatchSize / GradientParts < 2)))
        {
            yield return $"a batch of {BatchSize} cannot be cut into {GradientParts} parts of one size with 2 pictures or more: choose a divisor.";
        }

        if (StepsPerTick < 1)
        {
            yield return $"the steps per tick are {StepsPerTick}; there must be at least 1 (50 is usual).";
        }

        if (!Enum.IsDefined(NonFinitePolicy))
        {
            yield return $"{(int)NonFinitePolicy} is not a policy for non-finite losses; choose Stop or RollBack.";
        }

        if (!Enum.IsDefined(Precision))
        {
            yield return $"{(int)Precision} is not a precision; choose Float32, BFloat16 or Auto.";
        }

        if (MaxRollBacks < 0)
        {
            yield return $"the returns to an earlier state are {MaxRollBacks}; there must be at least 0.";
        }

        if (MaxResidentBytes < 0)
        {
            yield return $"the bytes of pictures on the device are {MaxResidentBytes}; there must be at least 0, which reads every set ahead.";
        }

        foreach (string problem in GeneratorOptimizer.Validate("generator")
            .Concat(DiscriminatorOptimizer.Validate("discriminator"))
            .Concat(Averaging?.Validate() ?? []))
        {
            yield return problem;
        }
    }
}
