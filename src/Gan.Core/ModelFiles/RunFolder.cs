namespace Gan.Core.ModelFiles;

/// <summary>Where the files of a run lie.</summary>
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

    /// <summary>The folder of sample pictures.</summary>
    public string Samples => Path.Combine(Root, "samples");

    /// <summary>The plot of the losses.</summary>
    public string LossPlot => Path.Combine(Root, "losses.png");
}
