using System.Globalization;

namespace Gan.Core.ModelFiles;

/// <summary>Where the files that <see cref="RunRecorder"/> writes lie; other observers name their own.</summary>
/// <param name="Root">The run's folder.</param>
public sealed record RunFolder(string Root)
{
    /// <summary>Options, seeds, versions, data set, device and threads, as JSON.</summary>
    public string Description => Path.Combine(Root, "run.json");

    /// <summary>A line for each tick: epoch, step, images, d_loss, g_loss, d_real, d_fake, images_per_second.</summary>
    public string History => Path.Combine(Root, "history.csv");

    /// <summary>The trained generator, for <see cref="GanGenerator.Load(string, ComputeDevice)"/>.</summary>
    public string Generator => Path.Combine(Root, "generator.safetensors");

    /// <summary>The trained discriminator, for <see cref="GanDiscriminator.Load(string, ComputeDevice)"/>.</summary>
    public string Discriminator => Path.Combine(Root, "discriminator.safetensors");

    /// <summary>The folder of states to resume from.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>The folder of generators kept on the way; see <see cref="SaveOptions.GeneratorEvery"/>.</summary>
    public string Generators => Path.Combine(Root, "generators");

    /// <summary>The generator kept after an epoch.</summary>
    /// <param name="epoch">Epochs done.</param>
    /// <returns>The path, whether or not there is such a file.</returns>
    public string GeneratorAt(int epoch) =>
        Path.Combine(Generators, string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch:D4}.safetensors"));
}
