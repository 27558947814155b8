using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Puts a <see cref="GanTrainer"/> together. A new builder, like every preset, is complete but for what you change; later calls replace
/// earlier ones. <see cref="Build"/> may be called again for another trainer.
/// </summary>
public sealed class GanBuilder
{
    private readonly List<ITrainingObserver> _observers = [];
    private IGenerator? _generator;
    private IDiscriminator? _discriminator;

    /// <summary>How the networks are trained.</summary>
    public GanOptions Options { get; private set; } = new();

    /// <summary>The generator that <see cref="Build"/> makes; null when one was given.</summary>
    /// <value>The default value is the source project's tuned generator.</value>
    public GeneratorOptions? GeneratorOptions { get; private set; } = new TransposedConvGeneratorOptions();

    /// <summary>The discriminator that <see cref="Build"/> makes; null when one was given.</summary>
    /// <value>The default value is the source project's discriminator.</value>
    public DiscriminatorOptions? DiscriminatorOptions { get; private set; } = new ConvDiscriminatorOptions();

    /// <summary>What the networks minimise.</summary>
    /// <value>The default value is binary cross-entropy.</value>
    public IAdversarialLoss Loss { get; private set; } = AdversarialLosses.BinaryCrossEntropy;

    /// <summary>Where they are trained.</summary>
    /// <value>The default value is <see cref="ComputeDevice.Auto"/>.</value>
    public ComputeDevice Device { get; private set; } = ComputeDevice.Auto;

    /// <summary>Where events are logged.</summary>
    /// <value>The default value logs nothing.</value>
    public ILogger Logger { get; private set; } = NullLogger.Instance;

    /// <summary>Where times come from.</summary>
    /// <value>The default value is the system.</value>
    public TimeProvider Time { get; private set; } = TimeProvider.System;

    /// <summary>Uses a generator that the trainer builds and owns.</summary>
    /// <param name="options">What to build.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithGenerator(GeneratorOptions options)
    {
        (GeneratorOptions, _generator) = (options, null);
        return this;
    }

    /// <summary>Uses a generator of yours. The trainer moves it to its device and does not dispose it.</summary>
    /// <param name="generator">The generator, not used by another trainer.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithGenerator(IGenerator generator)
    {
        (GeneratorOptions, _generator) = (null, generator);
        return this;
    }

    /// <summary>Uses a discriminator that the trainer builds and owns.</summary>
    /// <param name="options">What to build.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithDiscriminator(DiscriminatorOptions options)
    {
        (DiscriminatorOptions, _discriminator) = (options, null);
        return this;
    }

    /// <summary>Uses a discriminator of yours. The trainer moves it to its device and does not dispose it.</summary>
    /// <param name="discriminator">The discriminator, not used by another trainer.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithDiscriminator(IDiscriminator discriminator)
    {
        (DiscriminatorOptions, _discriminator) = (null, discriminator);
        return this;
    }

    /// <summary>Sets what the networks minimise.</summary>
    /// <param name="loss">One of <see cref="AdversarialLosses"/>, or your own.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithLoss(IAdversarialLoss loss)
    {
        Loss = loss;
        return this;
    }

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
    public GanBuilder WithLearningRate(double learningRate) => WithOptions(options => options with
    {
        GeneratorOptimizer = options.GeneratorOptimizer with { LearningRate = learningRate },
        DiscriminatorOptimizer = options.DiscriminatorOptimizer with { LearningRate = learningRate },
    });

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

    /// <summary>Sets where the networks are trained.</summary>
    /// <param name="device">The device.</param>
    /// <returns>This builder.</returns>
    public GanBuilder OnDevice(ComputeDevice device)
    {
        Device = device;
        return this;
    }

    /// <summary>Sets where events are logged.</summary>
    /// <param name="logger">The logger.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithLogger(ILogger logger)
    {
        Logger = logger;
        return this;
    }

    /// <summary>Sets where times come from.</summary>
    /// <param name="time">The source of times.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithTime(TimeProvider time)
    {
        Time = time;
        return this;
    }

    /// <summary>Adds something that happens beside training.</summary>
    /// <param name="observer">The observer; the trainer does not dispose it.</param>
    /// <returns>This builder.</returns>
    public GanBuilder Observe(ITrainingObserver observer)
    {
        _observers.Add(observer);
        return this;
    }

    /// <summary>Lists what is wrong with the builder as it stands, without building anything.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when <see cref="Build"/> can be called.</returns>
    public IEnumerable<string> Validate()
    {
        IEnumerable<string> problems = Options.Validate()
            .Concat(GeneratorOptions?.Validate() ?? [])
            .Concat(DiscriminatorOptions?.Validate() ?? []);
        foreach (string problem in problems)
        {
            yield return problem;
        }

        ImageShape? made = GeneratorOptions?.ImageShape ?? _generator?.ImageShape;
        ImageShape? judged = DiscriminatorOptions?.ImageShape ?? _discriminator?.ImageShape;
        if (made != judged)
        {
            yield return $"the generator makes {made} pictures and the discriminator judges {judged}: set the same ImageShape on both.";
        }

        int asked = _generator?.ClassCount ?? 0;
        int told = _discriminator?.ClassCount ?? 0;
        if (asked != told)
        {
            yield return $"the generator has {asked} classes and the discriminator {told}: both need the same number.";
        }
    }

    /// <summary>Builds the trainer: makes the networks, tries them once on two latent vectors, and moves them to the device.</summary>
    /// <returns>The trainer; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">Something is wrong; every problem is listed with its remedy.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device that was asked for does not work.</exception>
    public GanTrainer Build()
    {
        GanConfigurationException.ThrowIfAny("The GAN", Validate());
        torch.Device device = Device.Resolve();
        TrainerParts parts = new()
        {
            Options = Options,
            Generator = _generator ?? GeneratorOptions!.Create(RandomSeeds.Derive(Options.Seed, "generator weights")),
            OwnsGenerator = _generator is null,
            Discriminator = _discriminator ?? DiscriminatorOptions!.Create(RandomSeeds.Derive(Options.Seed, "discriminator weights")),
            OwnsDiscriminator = _discriminator is null,
            Loss = Loss,
            Device = device,
            Precision = PrecisionChoice.Resolve(Options.Precision, device),
            Observers = [.. _observers],
            Logger = Logger,
            Time = Time,
        };
        try
        {
            GanConfigurationException.ThrowIfAny("The GAN", NetworkTrial.Run(parts.Generator, parts.Discriminator, parts.Precision));
            return new GanTrainer(parts);
        }
        catch
        {
            parts.DisposeOwned();
            throw;
        }
    }
}
