using System.Globalization;
using Gan.Core;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>
/// Shows how a generator learns: the same latent vectors (and classes, one a column) as a grid of pictures before the first epoch, every
/// so many epochs and at the end, and a plot of the losses beside them.
/// </summary>
public sealed class PictureObserver : ITrainingObserver
{
    /// <summary>The folder of the grids inside the run's folder.</summary>
    /// <value><c>samples</c>.</value>
    public const string SamplesFolder = "samples";

    /// <summary>The plot of the losses inside the run's folder.</summary>
    /// <value><c>losses.png</c>.</value>
    public const string LossPlotFile = "losses.png";

    private readonly int _every;
    private readonly string? _root;
    private readonly int _count;
    private string? _folder;
    private int _lastEpoch = -1;

    /// <summary>Epochs done when the newest grid of the run was saved; null before the first.</summary>
    public int? PicturedEpoch => _lastEpoch < 0 ? null : _lastEpoch;

    /// <summary>The seed of the latent vectors that a run's grids show, for <see cref="GeneratorSampling.Sample"/>.</summary>
    /// <param name="options">The run's options.</param>
    /// <returns>A seed of their own, the same for the whole run.</returns>
    public static long SeedOf(GanOptions options) => RandomSeeds.Derive(options.Seed, "pictures");

    /// <summary>Creates an observer; nothing is written before training starts.</summary>
    /// <param name="every">Epochs between two grids, at least 1.</param>
    /// <param name="folder">
    /// Receives <c>samples/epoch-0000.png</c> … and <c>losses.png</c>; null for the folder that the run is saved to.
    /// </param>
    /// <param name="count">Pictures in a grid, at least 1.</param>
    public PictureObserver(int every, string? folder = null, int count = 64)
    {
        _every = every;
        _root = folder;
        _count = count;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Validate(GanTrainer trainer, IImageDataset dataset)
    {
        if (_every < 1)
        {
            yield return $"pictures are wanted every {_every} epochs; it must be at least 1.";
        }

        if (_count < 1)
        {
            yield return $"grids of {_count} pictures are wanted; it must be at least 1.";
        }

        _folder = _root ?? trainer.Folder;
        if (_folder is null)
        {
            yield return "pictures need a folder: call SaveTo(folder) too, or WithPictures(every, folder).";
        }
    }

    /// <inheritdoc/>
    public void OnStarted(GanTrainer trainer)
    {
        _lastEpoch = -1;
        Directory.CreateDirectory(Path.Combine(_folder!, SamplesFolder));
        if (trainer.Position.Step == 0)
        {
            SaveGrid(trainer);
        }
    }

    /// <inheritdoc/>
    public void OnEpochEnd(GanTrainer trainer)
    {
        if (trainer.Position.Epoch % _every == 0)
        {
            SaveGrid(trainer);
            SavePlot(trainer);
        }
    }

    /// <inheritdoc/>
    public void OnEnded(GanTrainer trainer, TrainingOutcome outcome)
    {
        if (outcome == TrainingOutcome.Failed)
        {
            return;
        }

        if (trainer.Position.StepInEpoch == 0 && trainer.Position.Epoch != _lastEpoch)
        {
            SaveGrid(trainer);
        }

        SavePlot(trainer);
    }

    private void SaveGrid(GanTrainer trainer)
    {
        int epoch = trainer.Position.Epoch;
        using torch.Tensor images = trainer.SampledGenerator.Sample(Count(trainer.SampledGenerator), SeedOf(trainer.Options));
        string name = string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch:D4}.png");
        ImageGrid.Save(Path.Combine(_folder!, SamplesFolder, name), images, Columns(trainer.SampledGenerator));
        _lastEpoch = epoch;
    }

    /// <summary>As many as are wanted, or the next number that fills all rows.</summary>
    private int Count(IGenerator generator) => Columns(generator) is > 0 and int columns ? (_count + columns - 1) / columns * columns : _count;

    /// <summary>Samples go through the classes in turn: with as many columns as classes, each column is a class.</summary>
    private static int Columns(IGenerator generator) => generator.ClassCount is > 1 and <= 32 ? generator.ClassCount : 0;

    private void SavePlot(GanTrainer trainer)
    {
        if (trainer.History.Count > 0)
        {
            LossPlot.Save(Path.Combine(_folder!, LossPlotFile), trainer.History);
        }
    }
}
