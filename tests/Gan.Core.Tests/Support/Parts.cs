using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>What a builder would put together, of networks at hand, which stay the test's.</summary>
internal static class Parts
{
    public static TrainerParts Of(IGenerator generator, IDiscriminator discriminator, Objective? objective = null, GanOptions? options = null) => new()
    {
        Options = options ?? new GanOptions(),
        Generator = generator,
        OwnsGenerator = false,
        AveragedGenerator = null,
        Discriminator = discriminator,
        OwnsDiscriminator = false,
        Objective = objective ?? new Objective(),
        Device = torch.CPU,
        Precision = Precision.Float32,
        Folder = null,
        Observers = [],
        Logger = NullLogger.Instance,
        Time = TimeProvider.System,
    };

    /// <summary>A run of both networks with one kind of optimizer.</summary>
    public static TrainingRun Run(IGenerator generator, IDiscriminator discriminator, AdamOptions optimizer) =>
        new(Of(generator, discriminator, options: new GanOptions { GeneratorOptimizer = optimizer, DiscriminatorOptimizer = optimizer }));
}
