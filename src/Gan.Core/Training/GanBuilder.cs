using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Puts a <see cref="GanTrainer"/> together. A new builder, like every preset, is complete but for what you change; later calls replace
/// earlier ones. <see cref="Build"/> may be called again for another trainer.
/// </summary>
public sealed partial class GanBuilder
{
    private readonly List<ITrainingObserver> _observers = [];
    private readonly List<Func<IPenalty>> _penalties = [];
    private readonly List<Func<IAugmentation>> _augmentations = [];
    private NetworkSource<IGenerator>? _generator;
    private NetworkStart? _start;
    private NetworkSource<IDiscriminator>? _discriminator;

    /// <summary>How the networks are trained.</summary>
    public GanOptions Options { get; private set; } = new();

    /// <summary>The generator that <see cref="Build"/> makes; null when a function or a network was given.</summary>
    /// <value>The default value is the source project's tuned generator.</value>
    public GeneratorOptions? GeneratorOptions { get; private set; } = new TransposedConvGeneratorOptions();

    /// <summary>The discriminator that <see cref="Build"/> makes; null when a function or a network was given.</summary>
    /// <value>The default value is the source project's discriminator.</value>
    public DiscriminatorOptions? DiscriminatorOptions { get; private set; } = new ConvDiscriminatorOptions();

    /// <summary>What the networks minimise.</summary>
    /// <value>The default value is binary cross-entropy.</value>
    public IAdversarialLoss Loss { get; private set; } = AdversarialLosses.BinaryCrossEntropy;

    /// <summary>Where they are trained.</summary>
    /// <value>The default value is <see cref="ComputeDevice.Auto"/>.</value>
    public ComputeDevice Device { get; private set; } = ComputeDevice.Auto;

    /// <summary>The folder that the run's files go to; null when it keeps none.</summary>
    /// <value>The default value is null.</value>
    public string? Folder { get; private set; }

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

    /// <summary>Uses a generator that a function of yours builds, as often as one is needed; the trainer owns what it returns.</summary>
    /// <param name="create">
    /// Gives a new network on the CPU for the seed of its weights, which follows from <see cref="GanOptions.Seed"/>: the same network for
    /// the same seed.
    /// </param>
    /// <returns>This builder.</returns>
    public GanBuilder WithGenerator(Func<long, IGenerator> create)
    {
        (GeneratorOptions, _generator) = (null, new NetworkSource<IGenerator>(create));
        return this;
    }

    /// <summary>
    /// Uses a generator of yours, with the weights it has. The trainer moves it to its device and does not dispose it. There is only the
    /// one, so it cannot be averaged; a function can make another.
    /// </summary>
    /// <param name="generator">The generator, not used by another trainer.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithGenerator(IGenerator generator)
    {
        (GeneratorOptions, _generator) = (null, new NetworkSource<IGenerator>(generator));
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

    /// <summary>Uses a discriminator that a function of yours builds; the trainer owns what it returns.</summary>
    /// <param name="create">Gives a new network on the CPU for the seed of its weights: the same network for the same seed.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithDiscriminator(Func<long, IDiscriminator> create)
    {
        (DiscriminatorOptions, _discriminator) = (null, new NetworkSource<IDiscriminator>(create));
        return this;
    }

    /// <summary>
    /// Uses a discriminator of yours, with the weights it has. The trainer moves it to its device and does not dispose it.
    /// </summary>
    /// <param name="discriminator">The discriminator, not used by another trainer.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithDiscriminator(IDiscriminator discriminator)
    {
        (DiscriminatorOptions, _discriminator) = (null, new NetworkSource<IDiscriminator>(discriminator));
        return this;
    }

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

    /// <summary>Adds an observer in the place of the one of its type, if there is one: for those that write files of fixed names.</summary>
    /// <typeparam name="TObserver">The type.</typeparam>
    /// <param name="observer">The observer; the trainer does not dispose it.</param>
    /// <returns>This builder.</returns>
    public GanBuilder ObserveOnce<TObserver>(TObserver observer)
        where TObserver : ITrainingObserver
    {
        int place = _observers.FindIndex(present => present is TObserver);
        if (place < 0)
        {
            return Observe(observer);
        }

        _observers[place] = observer;
        return this;
    }

    /// <summary>
    /// Names the folder that the run's observers write to; <see cref="SaveExtensions.SaveTo"/> does, and keeps the run there.
    /// </summary>
    /// <param name="folder">The folder; whoever writes to it creates it.</param>
    /// <returns>This builder.</returns>
    public GanBuilder InFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = folder;
        return this;
    }

    /// <summary>Fills the networks with weights before they are trained.</summary>
    internal GanBuilder StartFrom(NetworkStart start)
    {
        _start = start;
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

        if (Options.Averaging is not null && _generator is { IsGiven: true })
        {
            yield return "averaging needs a second generator of the same make: give WithGenerator its options, or a function that makes it.";
        }
    }

    /// <summary>
    /// Builds the trainer: makes the networks, tries them, the loss, the penalties and the augmentations once on two pictures, and moves
    /// them to the device.
    /// </summary>
    /// <returns>The trainer; the caller disposes it.</returns>
    /// <exception cref="GanConfigurationException">Something is wrong; every problem is listed with its remedy.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device that was asked for does not work.</exception>
    public GanTrainer Build()
    {
        GanConfigurationException.ThrowIfAny("The GAN", Validate());
        torch.Device device = Device.Resolve();
        TrainerParts parts = CreateParts(device);
        try
        {
            parts.Prepare();
            GanConfigurationException.ThrowIfAny("The GAN", parts.Freeze());
            GanConfigurationException.ThrowIfAny("The GAN", GanTrial.Run(parts));
            if (ObjectiveChecks.IsUnboundedCritic(parts.Objective, parts.Discriminator))
            {
                TrainingLog.UnboundedCritic(Logger, Loss.Name);
            }

            return new GanTrainer(parts);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>Makes what the trainer owns: all of it, or nothing that is left when something cannot be made.</summary>
    private TrainerParts CreateParts(torch.Device device)
    {
        NetworkSource<IGenerator> generators = _generator ?? new NetworkSource<IGenerator>(GeneratorOptions!.Create);
        NetworkSource<IDiscriminator> discriminators = _discriminator ?? new NetworkSource<IDiscriminator>(DiscriminatorOptions!.Create);
        long generatorSeed = RandomSeeds.Derive(Options.Seed, "generator weights");
        List<IDisposable> made = [];
        try
        {
            return new TrainerParts
            {
                Options = Options,
                Generator = Network(generators, generatorSeed),
                OwnsGenerator = !generators.IsGiven,
                AveragedGenerator = Options.Averaging is null ? null : Network(generators, generatorSeed),
                Discriminator = Network(discriminators, RandomSeeds.Derive(Options.Seed, "discriminator weights")),
                OwnsDiscriminator = !discriminators.IsGiven,
                Objective = new Objective
                {
                    Loss = Loss,
                    Penalties = [.. _penalties.Select(create => Part(create()))],
                    Augmentations = [.. _augmentations.Select(create => Part(create()))],
                },
                Start = _start,
                Device = device,
                Precision = PrecisionChoice.Resolve(Options.Precision, device),
                Folder = Folder,
                Observers = [.. _observers],
                Logger = Logger,
                Time = Time,
            };
        }
        catch
        {
            made.ForEach(part => part.Dispose());
            throw;
        }

        T Network<T>(NetworkSource<T> source, long seed)
            where T : class, IDisposable
        {
            T network = source.Get(seed);
            if (!source.IsGiven)
            {
                made.Add(network);
            }

            return network;
        }

        T Part<T>(T part)
            where T : IObjectivePart
        {
            if (part is IStatefulPart stateful)
            {
                made.Add(stateful);
            }

            return part;
        }
    }
}
