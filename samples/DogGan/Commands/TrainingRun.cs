using System.Globalization;
using DogGan.Output;
using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Imaging;

namespace DogGan.Commands;

/// <summary>One training run from a builder to its folder, with all that is said on the console about it.</summary>
internal static class TrainingRun
{
    /// <summary>Checks everything that can be checked without data, loads it, trains, and says where the results are.</summary>
    public static async Task<TrainingResult> RunAsync(
        GanBuilder builder,
        Func<CancellationToken, Task<IImageDataset>> load,
        string folder,
        SaveOptions save,
        int picturesEvery,
        CancellationToken cancellationToken)
    {
        RunRecorder recorder = new(folder, save);
        string[] problems = [.. builder.Validate(), .. recorder.ValidateFolder()];
        if (problems.Length > 0)
        {
            throw new GanConfigurationException("The training run", problems);
        }

        using GanTrainer trainer = builder.WithLogger(new ConsoleWarnings()).Observe(recorder).WithPictures(picturesEvery).Build();
        IImageDataset dataset = await load(cancellationToken);
        Console.WriteLine($"Device: {trainer.Device}. Run folder: {recorder.Folder.Root}");
        try
        {
            TrainingResult result = TrainingDisplay.Train(trainer, dataset, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Done: {result.Epochs} epochs, {result.Steps} steps in {result.Elapsed:h\\:mm\\:ss}."));
            Announce(recorder.Folder);
            return result;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"Cancelled and saved at step {trainer.Position.Step}. Add --resume to go on.");
            throw;
        }
    }

    private static void Announce(RunFolder folder)
    {
        foreach ((string what, string path) in new[]
        {
            ("samples", folder.Samples),
            ("losses", folder.LossPlot),
            ("history", folder.History),
            ("generator", folder.Generator),
        })
        {
            Console.WriteLine($"  {what,-10} {path}");
        }
    }
}
